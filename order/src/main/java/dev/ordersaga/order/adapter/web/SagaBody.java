package dev.ordersaga.order.adapter.web;

import dev.ordersaga.contracts.Target;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.saga.OrderSaga;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order, as clients see it.
 *
 * @param txId of the saga that has placed the order
 * @param state the step whose answer that saga awaits, or how it ended
 * @param sagas all sagas of the order, the first first: that one, and the one that cancels the
 *     order if there is one
 * @param timeline of all of them, in the order of time
 */
record SagaBody(UUID txId, UUID orderId, String state, List<Saga> sagas, List<Entry> timeline) {

    @Schema(name = "SagaOfOrder")
    record Saga(UUID txId, Target target, String state) {}

    /**
     * One thing that happened.
     *
     * @param txId of the saga that it happened to
     * @param number counts the entries of that saga from 1
     */
    @Schema(name = "TimelineEntry")
    record Entry(
            UUID txId,
            int number,
            Instant at,
            String step,
            Direction direction,
            String outcome,
            @Nullable String reason)
            implements OrderEventBody {}

    /**
     * All of an order's sagas in one.
     *
     * @param timeline saga by saga
     */
    static SagaBody of(List<OrderSaga> sagas, List<TimelineEntry> timeline) {
        OrderSaga first = sagas.getFirst();
        return new SagaBody(
                first.txId(),
                first.orderId(),
                first.step().name(),
                sagas.stream()
                        .map(saga -> new Saga(saga.txId(), saga.target(), saga.step().name()))
                        .toList(),
                timeline.stream()
                        .sorted(Comparator.comparing(TimelineEntry::at))
                        .map(SagaBody::entry)
                        .toList());
    }

    static Entry entry(TimelineEntry entry) {
        return new Entry(
                entry.txId(),
                entry.number(),
                entry.at(),
                entry.step(),
                entry.direction(),
                entry.outcome(),
                entry.reason());
    }
}
