package dev.ordersaga.order.domain;

/**
 * Where an order stands. APPROVED and REJECTED are the ends of its creation; an APPROVED order may
 * still be cancelled.
 */
public enum OrderStatus {
    PENDING,
    APPROVED,
    REJECTED,
    /** It was APPROVED, and is so again where the cancellation is refused. */
    CANCEL_PENDING,
    CANCELLED;

    /** Whether nothing more becomes of the order by itself. */
    public boolean isEnd() {
        return switch (this) {
            case APPROVED, REJECTED, CANCELLED -> true;
            case PENDING, CANCEL_PENDING -> false;
        };
    }
}
