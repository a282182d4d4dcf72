package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as clients see it.
 *
 * @param totalPrice in minor units of {@code currency}; null, like the items' prices, until the
 *     kitchen has priced the order
 * @param cancelRefusal why the order could not be cancelled; null unless that was tried
 */
record OrderBody(
        UUID orderId,
        UUID txId,
        long userId,
        OrderStatus status,
        List<OrderItem> productItems,
        @Nullable Long totalPrice,
        @Nullable String currency,
        @Nullable RejectReason rejectReason,
        @Nullable CancelRefusal cancelRefusal,
        Instant createdAt,
        Instant updatedAt) {

    static OrderBody of(Order order) {
        return new OrderBody(
                order.orderId(),
                order.txId(),
                order.userId(),
                order.status(),
                order.productItems(),
                order.totalPrice() == null ? null : order.totalPrice().amount(),
                order.totalPrice() == null ? null : order.totalPrice().currency(),
                order.rejectReason(),
                order.cancelRefusal(),
                order.createdAt(),
                order.updatedAt());
    }
}
