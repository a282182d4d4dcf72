package dev.ordersaga.order.adapter.messaging;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.order.application.AdvanceSaga;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes what the participants answer. */
public final class OrderRepliesListener implements QueueListener.Replies<OrderSagaReply> {

    private final AdvanceSaga advanceSaga;

    public OrderRepliesListener(AdvanceSaga advanceSaga) {
        this.advanceSaga = advanceSaga;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.ORDER_REPLIES;
    }

    @Override
    public Class<OrderSagaReply> accepts() {
        return OrderSagaReply.class;
    }

    @Override
    public Mono<Void> prefetch(List<? extends Incoming<?>> batch) {
        return advanceSaga.prefetch(batch.stream().map(Incoming::txId).distinct().toList());
    }

    @Override
    public Mono<Void> handle(Incoming<OrderSagaReply> reply) {
        return advanceSaga.onReply(reply);
    }

    @Override
    public Mono<Void> handleFailure(Incoming<String> failure) {
        return advanceSaga.onFailure(failure);
    }

    @Override
    public Mono<Void> handleDuplicate(Incoming<OrderSagaReply> reply) {
        return advanceSaga.onDuplicate(reply);
    }
}
