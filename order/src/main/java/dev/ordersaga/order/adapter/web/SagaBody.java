package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga as clients see it.
 *
 * @param state the step whose answer is awaited, or how it ended
 */
record SagaBody(UUID txId, UUID orderId, PlaceOrderSaga.Step state, List<Entry> timeline) {

    record Entry(
            int number,
            Instant at,
            String step,
            Direction direction,
            String outcome,
            @Nullable String reason) {}

    static SagaBody of(PlaceOrderSaga saga, List<TimelineEntry> timeline) {
        return new SagaBody(
                saga.txId(),
                saga.orderId(),
                saga.step(),
                timeline.stream()
                        .map(
                                entry ->
                                        new Entry(
                                                entry.number(),
                                                entry.at(),
                                                entry.step(),
                                                entry.direction(),
                                                entry.outcome(),
                                                entry.reason()))
                        .toList());
    }
}
