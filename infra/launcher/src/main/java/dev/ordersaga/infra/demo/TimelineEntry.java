package dev.ordersaga.infra.demo;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a saga.
 *
 * @param at empty if it is not told
 * @param step the routing key of the step, e.g. {@code kitchen.ticket.create}; {@code order} for
 *     what the orchestrator did itself
 * @param outcome what was sent or received, or what the order became
 * @param reason of a refusal; empty if there is none
 */
public record TimelineEntry(
        Optional<Instant> at, String step, Direction direction, String outcome, String reason) {

    static TimelineEntry of(JsonNode json) {
        return new TimelineEntry(
                instant(text(json, "at")),
                text(json, "step"),
                Direction.valueOf(text(json, "direction")),
                text(json, "outcome"),
                text(json, "reason"));
    }

    /** Seen from the orchestrator. */
    enum Direction {
        SENT,
        RECEIVED,
        /** Received, and without effect. */
        IGNORED,
        /** Done by the orchestrator itself. */
        LOCAL
    }

    /** The service that the step belongs to; its key begins with it. */
    String participant() {
        return step.split("\\.", 2)[0];
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNull() ? "" : value.asString("");
    }
}
