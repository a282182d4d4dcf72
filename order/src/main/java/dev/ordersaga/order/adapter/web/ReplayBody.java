package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.Prognosis;
import dev.ordersaga.order.application.ReplayVerdict;
import dev.ordersaga.order.application.Replayed;
import dev.ordersaga.order.application.Replayed.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replay.
 *
 * @param replayed how many messages were sent
 */
record ReplayBody(long replayed, List<Result> results) {

    /**
     * One letter.
     *
     * @param verdict what was expected when it was replayed
     * @param why the verdict in one sentence
     */
    @Schema(name = "ReplayResult")
    record Result(
            @Nullable String messageId,
            @Nullable String queue,
            Outcome outcome,
            @Nullable ReplayVerdict verdict,
            @Nullable String why) {}

    static ReplayBody of(List<Replayed> results) {
        return new ReplayBody(
                results.stream().filter(each -> each.outcome() == Outcome.REPLAYED).count(),
                results.stream().map(ReplayBody::result).toList());
    }

    private static Result result(Replayed replayed) {
        Prognosis prognosis = replayed.prognosis();
        return new Result(
                replayed.messageId(),
                replayed.queue() == null ? null : replayed.queue().queueName(),
                replayed.outcome(),
                prognosis == null ? null : prognosis.verdict(),
                prognosis == null ? null : prognosis.why());
    }
}
