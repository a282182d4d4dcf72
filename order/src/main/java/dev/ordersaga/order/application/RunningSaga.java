package dev.ordersaga.order.application;

import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Instant;

/**
 * A saga and its record.
 *
 * @param entries how many entries its timeline has
 */
public record RunningSaga(PlaceOrderSaga saga, int entries, Instant createdAt, Instant updatedAt) {

    static RunningSaga begin(PlaceOrderSaga saga, Instant now) {
        return new RunningSaga(saga, 0, now, now);
    }

    RunningSaga at(PlaceOrderSaga next, Instant now) {
        return new RunningSaga(next, entries, createdAt, now);
    }

    RunningSaga withEntries(int more) {
        return new RunningSaga(saga, entries + more, createdAt, updatedAt);
    }
}
