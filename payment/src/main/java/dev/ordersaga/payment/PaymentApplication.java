package dev.ordersaga.payment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The payment service. */
@SpringBootApplication(proxyBeanMethods = false)
public class PaymentApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PaymentApplication.class, arguments);
    }
}
