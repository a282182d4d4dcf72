package dev.ordersaga.payment.adapter.web;

import dev.ordersaga.payment.application.ShowPayment;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Payments over HTTP, to be looked at only: they are made by the sagas. */
@RestController
public final class PaymentController {

    private final ShowPayment showPayment;

    public PaymentController(ShowPayment showPayment) {
        this.showPayment = showPayment;
    }

    /**
     * 200 with the order's payment; 404 where the order has none, or it is somebody else's, but for
     * operators; 400 where the id is no UUID.
     */
    @GetMapping("/payments/{orderId}")
    Mono<PaymentView> payment(Caller caller, @PathVariable UUID orderId) {
        return showPayment
                .ofOrder(orderId)
                .filter(payment -> caller.maySee(payment.userId()))
                .map(PaymentView::of)
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        Problem.notFound(
                                                "There is no payment of order " + orderId + ".")));
    }
}
