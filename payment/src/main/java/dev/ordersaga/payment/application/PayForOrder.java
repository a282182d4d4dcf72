package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.Input;
import reactor.core.publisher.Mono;

/** Charges an order, once, however many ask for it at the same time. */
public final class PayForOrder {

    private final SagaRunner saga;

    public PayForOrder(SagaRunner saga) {
        this.saga = saga;
    }

    /**
     * Runs in the caller's transaction.
     *
     * @return empty where the points are asked for first; at once Paid where the order is paid
     *     already, or the refusal: in progress, failed before, or cancelled
     */
    public Mono<PaymentReply> pay(Incoming<Pay> command) {
        Caller caller = Callers.of(Caller.Request.PAY, command);
        return saga.request(command.body().orderId(), new Input.Pay(caller, command.body()));
    }
}
