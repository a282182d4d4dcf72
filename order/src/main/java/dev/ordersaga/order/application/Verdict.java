package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.Money;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Ticket;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the end of a saga makes of its order. */
final class Verdict {

    private Verdict() {}

    static Order of(OrderSaga saga, Order order, Instant now) {
        return switch (saga) {
            case PlaceOrderSaga placing -> placed(placing, priced(order, placing.ticket()), now);
            case CancelOrderSaga cancelling -> cancelled(cancelling, order, now);
        };
    }

    private static Order placed(PlaceOrderSaga saga, Order order, Instant now) {
        return switch (saga.step()) {
            case APPROVED -> order.approve(now);
            case REJECTED -> order.reject(Objects.requireNonNull(saga.reason()), now);
            case CANCELLED -> order.cancel(now);
            case VERIFY_USER,
                    CREATE_TICKET,
                    PAY,
                    APPROVE_TICKET,
                    RECALL_TICKET,
                    REFUND,
                    REJECT_TICKET ->
                    throw notEnded(saga);
        };
    }

    private static Order cancelled(CancelOrderSaga saga, Order order, Instant now) {
        return switch (saga.step()) {
            case CANCELLED -> order.cancel(now);
            case REFUSED -> order.refuseCancel(Objects.requireNonNull(saga.refusal()), now);
            case CANCEL_TICKET, REFUND -> throw notEnded(saga);
        };
    }

    private static IllegalStateException notEnded(OrderSaga saga) {
        return new IllegalStateException("saga %s is at %s".formatted(saga.txId(), saga.step()));
    }

    private static Order priced(Order order, @Nullable Ticket ticket) {
        if (ticket == null) {
            return order;
        }
        return order.priced(
                ticket.productItems().stream()
                        .map(
                                item ->
                                        new OrderItem(
                                                item.productId(),
                                                item.amount(),
                                                item.price().amount()))
                        .toList(),
                new Money(ticket.totalPrice().amount(), ticket.totalPrice().currency()));
    }
}
