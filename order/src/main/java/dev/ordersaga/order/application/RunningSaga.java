package dev.ordersaga.order.application;

import dev.ordersaga.order.saga.OrderSaga;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saga and its record.
 *
 * @param entries how many entries its timeline has
 * @param deadline when the awaited answer is late; null once the saga has ended
 */
public record RunningSaga(
        OrderSaga saga,
        int entries,
        @Nullable Instant deadline,
        Instant createdAt,
        Instant updatedAt) {

    static RunningSaga begin(OrderSaga saga, Instant deadline, Instant now) {
        return new RunningSaga(saga, 0, deadline, now, now);
    }

    /** The same saga, about which something is to be noted. */
    RunningSaga noted(Instant now) {
        return new RunningSaga(saga, entries, deadline, createdAt, now);
    }

    RunningSaga at(OrderSaga next, @Nullable Instant nextDeadline, Instant now) {
        return new RunningSaga(next, entries, nextDeadline, createdAt, now);
    }

    RunningSaga withEntries(int more) {
        return new RunningSaga(saga, entries + more, deadline, createdAt, updatedAt);
    }
}
