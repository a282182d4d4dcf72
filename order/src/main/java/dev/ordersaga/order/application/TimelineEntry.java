package dev.ordersaga.order.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a saga.
 *
 * @param number counts the saga's entries from 1
 * @param step the step it belongs to, e.g. {@code payment.pay}; {@code order} for what the
 *     orchestrator did itself
 * @param outcome what was sent or received, or what the order became
 * @param reason why, where there is a reason
 * @param by the operator who did it; null for what the saga did itself
 */
public record TimelineEntry(
        UUID txId,
        int number,
        Instant at,
        String step,
        Direction direction,
        String outcome,
        @Nullable String reason,
        @Nullable String by) {

    /** Seen from the orchestrator. */
    public enum Direction {
        SENT,
        RECEIVED,
        /** Received, and without effect: late, or a duplicate. */
        IGNORED,
        /** Done by the orchestrator itself. */
        LOCAL
    }
}
