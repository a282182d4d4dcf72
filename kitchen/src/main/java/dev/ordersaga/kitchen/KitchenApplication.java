package dev.ordersaga.kitchen;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the {@code kitchen} service. */
@SpringBootApplication
public class KitchenApplication {

    static void main(String[] arguments) {
        SpringApplication.run(KitchenApplication.class, arguments);
    }
}
