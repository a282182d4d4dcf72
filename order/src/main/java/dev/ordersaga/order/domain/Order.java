package dev.ordersaga.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asked for, and what became of it.
 *
 * @param txId the saga that decides it
 * @param totalPrice null until the kitchen has priced it
 * @param rejectReason null unless REJECTED
 */
public record Order(
        UUID orderId,
        UUID txId,
        long userId,
        OrderStatus status,
        List<OrderItem> productItems,
        @Nullable Money totalPrice,
        @Nullable RejectReason rejectReason,
        Instant createdAt,
        Instant updatedAt) {

    public Order {
        productItems = List.copyOf(productItems);
    }

    public static Order place(
            UUID orderId, UUID txId, long userId, List<OrderItem> items, Instant now) {
        return new Order(orderId, txId, userId, OrderStatus.PENDING, items, null, null, now, now);
    }

    /** Notes what the kitchen's menu asks for the items. */
    public Order priced(List<OrderItem> items, Money total) {
        requirePending("priced");
        return new Order(orderId, txId, userId, status, items, total, null, createdAt, updatedAt);
    }

    public Order approve(Instant now) {
        requirePending("approved");
        return new Order(
                orderId,
                txId,
                userId,
                OrderStatus.APPROVED,
                productItems,
                totalPrice,
                null,
                createdAt,
                now);
    }

    public Order reject(RejectReason reason, Instant now) {
        requirePending("rejected");
        return new Order(
                orderId,
                txId,
                userId,
                OrderStatus.REJECTED,
                productItems,
                totalPrice,
                reason,
                createdAt,
                now);
    }

    private void requirePending(String change) {
        if (status != OrderStatus.PENDING) {
            throw new IllegalStateException(
                    "order %s is %s and cannot be %s".formatted(orderId, status, change));
        }
    }
}
