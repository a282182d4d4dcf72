package dev.ordersaga.order.adapter.web;

import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.SagaPhase;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga as operators see it.
 *
 * @param state the step whose answer it awaits, or how it ended
 * @param sends how often it has sent the awaited command by itself
 * @param deadline when it goes on without the answer; null once it has ended
 */
record SagaOverviewBody(
        @Schema(example = "01987c5e-6b1f-7c1a-9d3e-2f4b5a6c7d8e") UUID txId,
        Target target,
        @Schema(example = "01987c5e-6b1e-7a52-8f00-1b2c3d4e5f60") UUID orderId,
        SagaPhase phase,
        @Schema(example = "REFUND") String state,
        @Schema(example = "6") int sends,
        @Nullable Instant deadline,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Some sagas, the oldest first.
     *
     * @param nextCursor where the next page begins; null if this is the last
     */
    @Schema(name = "SagaPage")
    record Page(List<SagaOverviewBody> sagas, @Nullable UUID nextCursor) {

        /**
         * A page.
         *
         * @param found one more than the page holds, if there are more
         */
        static Page of(List<RunningSaga> found, int limit) {
            return new Page(
                    found.stream().limit(limit).map(SagaOverviewBody::of).toList(),
                    found.size() > limit ? found.get(limit - 1).saga().txId() : null);
        }
    }

    /**
     * One saga with everything about it.
     *
     * @param remaining the step whose answer it awaits, and those that follow if each succeeds
     */
    @Schema(name = "SagaDetails")
    record Details(SagaOverviewBody saga, List<Remaining> remaining, List<Entry> timeline) {

        static Details of(RunningSaga running, List<TimelineEntry> entries) {
            OrderSaga saga = running.saga();
            return new Details(
                    SagaOverviewBody.of(running),
                    saga.remaining().stream().map(step -> Remaining.of(saga, step)).toList(),
                    entries.stream().map(Entry::of).toList());
        }
    }

    /**
     * A step to come.
     *
     * @param step the routing key of its command
     * @param undoes the step that it undoes; null unless it is a compensation
     */
    @Schema(name = "RemainingStep")
    record Remaining(
            @Schema(example = "payment.refund") String step,
            StepDeclaration.Kind kind,
            @Schema(example = "payment.pay") @Nullable String undoes,
            @Schema(example = "01987c5e-6b1f-7c1a-9d3e-2f4b5a6c7d8e:payment.pay:compensation")
                    String commandId) {

        private static Remaining of(OrderSaga saga, StepDeclaration step) {
            return new Remaining(
                    step.routingKey(),
                    step.kind(),
                    step.kind() == StepDeclaration.Kind.COMPENSATION ? step.action() : null,
                    step.commandId(saga.txId()));
        }
    }

    /**
     * One thing that happened to it.
     *
     * @param by the operator who did it; null for what the saga did itself
     */
    @Schema(name = "SagaEntry")
    record Entry(
            @Schema(example = "7") int number,
            Instant at,
            @Schema(example = "payment.refund") String step,
            Direction direction,
            @Schema(example = "RETRIED") String outcome,
            @Schema(example = "payment's database is back") @Nullable String reason,
            @Schema(example = "operator 17") @Nullable String by) {

        private static Entry of(TimelineEntry entry) {
            return new Entry(
                    entry.number(),
                    entry.at(),
                    entry.step(),
                    entry.direction(),
                    entry.outcome(),
                    entry.reason(),
                    entry.by());
        }
    }

    private static SagaOverviewBody of(RunningSaga running) {
        OrderSaga saga = running.saga();
        return new SagaOverviewBody(
                saga.txId(),
                saga.target(),
                saga.orderId(),
                saga.phase(),
                saga.step().name(),
                saga.sends(),
                running.deadline(),
                running.createdAt(),
                running.updatedAt());
    }
}
