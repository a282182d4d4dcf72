package dev.ordersaga.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asked for, and what became of it.
 *
 * <p>PENDING → APPROVED, REJECTED or CANCELLED; APPROVED → CANCEL_PENDING → CANCELLED, or back to
 * APPROVED where the cancellation is refused, which happens once.
 *
 * @param txId the saga that decides it
 * @param totalPrice null until the kitchen has priced it
 * @param rejectReason null unless REJECTED
 * @param cancelRefusal why it could not be cancelled; null unless that was tried
 */
public record Order(
        UUID orderId,
        UUID txId,
        long userId,
        OrderStatus status,
        List<OrderItem> productItems,
        @Nullable Money totalPrice,
        @Nullable RejectReason rejectReason,
        @Nullable CancelRefusal cancelRefusal,
        Instant createdAt,
        Instant updatedAt) {

    public Order {
        productItems = List.copyOf(productItems);
    }

    public static Order place(
            UUID orderId, UUID txId, long userId, List<OrderItem> items, Instant now) {
        return new Order(
                orderId, txId, userId, OrderStatus.PENDING, items, null, null, null, now, now);
    }

    /** Notes what the kitchen's menu asks for the items. */
    public Order priced(List<OrderItem> items, Money total) {
        require(status == OrderStatus.PENDING, "priced");
        return new Order(
                orderId, txId, userId, status, items, total, null, null, createdAt, updatedAt);
    }

    public Order approve(Instant now) {
        require(status == OrderStatus.PENDING, "approved");
        return in(OrderStatus.APPROVED, null, null, now);
    }

    public Order reject(RejectReason reason, Instant now) {
        require(status == OrderStatus.PENDING, "rejected");
        return in(OrderStatus.REJECTED, reason, null, now);
    }

    /** Whether cancelling it can begin: it is approved, and the kitchen has not refused before. */
    public boolean isCancellable() {
        return status == OrderStatus.APPROVED && cancelRefusal == null;
    }

    /** Begins to cancel it; the kitchen decides. */
    public Order requestCancel(Instant now) {
        require(isCancellable(), "asked to be cancelled");
        return in(OrderStatus.CANCEL_PENDING, null, null, now);
    }

    /** Everything about it has been given back. */
    public Order cancel(Instant now) {
        require(status == OrderStatus.PENDING || status == OrderStatus.CANCEL_PENDING, "cancelled");
        return in(OrderStatus.CANCELLED, null, null, now);
    }

    /** The kitchen does not let it go: it is what it was before. */
    public Order refuseCancel(CancelRefusal refusal, Instant now) {
        require(status == OrderStatus.CANCEL_PENDING, "kept");
        return in(OrderStatus.APPROVED, null, refusal, now);
    }

    private Order in(
            OrderStatus next,
            @Nullable RejectReason reason,
            @Nullable CancelRefusal refusal,
            Instant now) {
        return new Order(
                orderId,
                txId,
                userId,
                next,
                productItems,
                totalPrice,
                reason,
                refusal,
                createdAt,
                now);
    }

    private void require(boolean allowed, String change) {
        if (!allowed) {
            throw new IllegalStateException(
                    "order %s is %s and cannot be %s".formatted(orderId, status, change));
        }
    }
}
