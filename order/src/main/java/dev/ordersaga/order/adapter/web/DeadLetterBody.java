package dev.ordersaga.order.adapter.web;

import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.order.application.ListDeadLetters.Judged;
import dev.ordersaga.order.application.ReplayVerdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as an operator sees it.
 *
 * @param queue the work queue that it could not be handled from
 * @param reason why it could not be handled
 * @param verdict what replaying it now would come to
 * @param why the verdict in one sentence
 */
record DeadLetterBody(
        String queue,
        @Nullable String messageId,
        String eventType,
        String step,
        @Nullable UUID txId,
        String reason,
        int attempts,
        @Nullable Instant failedAt,
        int replays,
        ReplayVerdict verdict,
        String why) {

    /**
     * Some dead letters.
     *
     * @param more whether there are more than were asked for
     */
    @Schema(name = "DeadLetterPage")
    record Page(List<DeadLetterBody> deadLetters, boolean more) {

        static Page of(List<Judged> found, int limit) {
            return new Page(
                    found.stream().limit(limit).map(DeadLetterBody::of).toList(),
                    found.size() > limit);
        }
    }

    private static DeadLetterBody of(Judged judged) {
        DeadLetter letter = judged.letter();
        return new DeadLetterBody(
                letter.queue().queueName(),
                letter.messageId(),
                letter.type(),
                letter.step(),
                letter.txId(),
                letter.reason(),
                letter.attempts(),
                letter.failedAt(),
                letter.replays(),
                judged.prognosis().verdict(),
                judged.prognosis().why());
    }
}
