package dev.ordersaga.order.adapter.messaging;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.order.application.AdvanceSaga;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
    public Mono<Void> prefetch(List<Incoming<EventMessage>> batch) {
        return advanceSaga.prefetch(
                batch.stream().map(Incoming::txId).distinct().toList(),
                batch.stream().map(Incoming::body).flatMap(OrderRepliesListener::ended).toList());
    }

    /** The order that an answer ends, if it is the usual end. */
    private static Stream<UUID> ended(EventMessage body) {
        return body instanceof TargetEventMessage(var _, var _, TicketApproved(UUID orderId))
                ? Stream.of(orderId)
                : Stream.empty();
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
