package dev.ordersaga.user;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The user service. */
@SpringBootApplication(proxyBeanMethods = false)
public class UserApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(UserApplication.class, arguments);
    }
}
