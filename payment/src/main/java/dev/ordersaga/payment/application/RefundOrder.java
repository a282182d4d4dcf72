package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.Input;
import reactor.core.publisher.Mono;

/** Undoes the payment of an order, whether it is done, under way, or still to come. */
public final class RefundOrder {

    private final SagaRunner saga;

    public RefundOrder(SagaRunner saga) {
        this.saga = saga;
    }

    /**
     * Runs in the caller's transaction. It is never refused.
     *
     * @return empty where points are to be restored first; at once PaymentRefunded where nothing is
     *     charged
     */
    public Mono<PaymentReply> refund(Incoming<Refund> command) {
        Caller caller = Callers.of(Caller.Request.REFUND, command);
        return saga.request(command.body().orderId(), new Input.Refund(caller, command.body()));
    }
}
