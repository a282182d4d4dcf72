package dev.ordersaga.order.application;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter that was to be replayed.
 *
 * @param queue null where the letter was not found
 * @param prognosis what was expected of it when it was replayed; null where it was not found
 */
public record Replayed(
        @Nullable String messageId,
        @Nullable WorkQueue queue,
        Outcome outcome,
        @Nullable Prognosis prognosis) {

    /** How it went. */
    public enum Outcome {
        /** It is in its work queue, and its dead letter is gone. */
        REPLAYED,
        /** It cannot be read, or is of no saga known here; the dead letter stays. */
        REFUSED,
        /** Its work queue is not there; the dead letter stays. */
        NO_WORK_QUEUE,
        /** No such dead letter was found. */
        GONE
    }

    static Replayed of(DeadLetter letter, Prognosis prognosis, Outcome outcome) {
        return new Replayed(letter.messageId(), letter.queue(), outcome, prognosis);
    }

    static Replayed gone(String messageId) {
        return new Replayed(messageId, null, Outcome.GONE, null);
    }

    Replayed but(Outcome other) {
        return new Replayed(messageId, queue, other, prognosis);
    }
}
