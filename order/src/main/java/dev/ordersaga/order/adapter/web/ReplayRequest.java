package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.ReplaySelection;
import dev.ordersaga.order.application.ReplayVerdict;
import dev.ordersaga.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of {@code POST /dead-letters/replay}: which letters, by at least one of the first five
 * fields, which must all fit, and why.
 *
 * @param limit so many at most; 100 if null
 * @param reason for the timelines of the sagas
 */
record ReplayRequest(
        @Size(min = 1, max = MOST_NAMED)
                @Nullable List<@NotBlank @Size(max = 200) String> messageIds,
        @Nullable String queue,
        @Size(min = 1, max = 80) @Nullable String eventType,
        @Nullable ReplayVerdict verdict,
        @Size(min = 1, max = 200) @Nullable String reasonContains,
        @Min(1) @Max(DeadLetterController.MOST) @Nullable Integer limit,
        @NotBlank @Size(max = 500) @Nullable String reason) {

    /** So many of the longest names fit into the largest body. */
    private static final int MOST_NAMED = 300;

    ReplaySelection selection() {
        if (Stream.of(messageIds, queue, eventType, verdict, reasonContains)
                .allMatch(Objects::isNull)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "Name messageIds, or at least one of queue, eventType, verdict and"
                            + " reasonContains.");
        }
        return new ReplaySelection(
                messageIds == null ? Set.of() : Set.copyOf(messageIds),
                DeadLetterController.queues(queue),
                eventType,
                reasonContains,
                verdict,
                limit == null ? most() : limit);
    }

    private int most() {
        return messageIds == null ? DeadLetterController.USUAL : DeadLetterController.MOST;
    }
}
