package dev.ordersaga.payment.application;

import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.saga.PaymentProcess;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Looks a payment up. */
public final class ShowPayment {

    private final Payments payments;

    public ShowPayment(Payments payments) {
        this.payments = payments;
    }

    /** The order's payment as it is committed; empty if there is none. */
    public Mono<Payment> ofOrder(UUID orderId) {
        return payments.read(orderId).map(PaymentProcess::payment);
    }
}
