package dev.ordersaga.order.application;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.saga.OrderSaga;

/** What the sagas send. */
final class SagaMessages {

    private SagaMessages() {}

    /** The command whose answer the saga awaits. */
    static Outgoing command(OrderSaga saga) {
        return Outgoing.command(saga.target(), saga.txId(), saga.commandId(), saga.command());
    }

    /** The news of what a saga has made of its order; it brings it to each status once. */
    static Outgoing statusChanged(OrderSaga saga, Order order) {
        return Outgoing.event(
                saga.target(),
                saga.txId(),
                saga.txId() + ":" + order.status(),
                new OrderStatusChanged(
                        order.orderId(), order.userId(), order.status().name(), order.updatedAt()));
    }
}
