package dev.ordersaga.payment.adapter.messaging;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.payment.application.AdvancePayment;
import dev.ordersaga.payment.application.Payments;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What this service is told as the orchestrator of the payment saga. */
public final class PaymentReplies implements QueueListener.Replies<PaymentSagaReply> {

    private final Payments payments;
    private final AdvancePayment advancePayment;

    public PaymentReplies(Payments payments, AdvancePayment advancePayment) {
        this.payments = payments;
        this.advancePayment = advancePayment;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.PAYMENT_REPLIES;
    }

    @Override
    public Class<PaymentSagaReply> accepts() {
        return PaymentSagaReply.class;
    }

    @Override
    public Mono<Void> prefetch(List<Incoming<EventMessage>> batch) {
        List<UUID> sagas = batch.stream().map(Incoming::txId).toList();
        return payments.prefetchSagas(sagas);
    }

    @Override
    public Mono<Void> handle(Incoming<PaymentSagaReply> reply) {
        return advancePayment.answered(reply);
    }

    @Override
    public Mono<Void> handleFailure(Incoming<String> failure) {
        return advancePayment.gaveUp(failure);
    }
}
