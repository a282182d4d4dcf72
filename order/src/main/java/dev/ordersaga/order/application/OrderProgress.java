package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come, at one instant.
 *
 * @param placing the saga that has placed it
 * @param cancelling the saga that cancels it, if there is one
 */
public record OrderProgress(
        UUID orderId,
        long userId,
        OrderStatus status,
        @Nullable RejectReason rejectReason,
        @Nullable CancelRefusal cancelRefusal,
        Recorded placing,
        @Nullable Recorded cancelling) {

    /**
     * A saga.
     *
     * @param entries how many its timeline has
     */
    public record Recorded(UUID txId, int entries) {}

    /** The same, with the saga that cancels it. */
    public OrderProgress cancelledBy(Recorded saga) {
        return new OrderProgress(
                orderId, userId, status, rejectReason, cancelRefusal, placing, saga);
    }

    /** Where a client is that has been told everything. */
    public OrderPlace place() {
        return new OrderPlace(
                orderId, placing.entries(), cancelling == null ? 0 : cancelling.entries());
    }

    /** Whether a client can have been told so much. */
    public boolean reaches(OrderPlace place) {
        OrderPlace here = place();
        return place.placing() <= here.placing() && place.cancelling() <= here.cancelling();
    }

    /** Whether nothing is on its way: nothing more happens unless somebody asks for it. */
    public boolean isAtRest() {
        return switch (status) {
            case PENDING, CANCEL_PENDING -> false;
            case APPROVED, REJECTED, CANCELLED -> true;
        };
    }
}
