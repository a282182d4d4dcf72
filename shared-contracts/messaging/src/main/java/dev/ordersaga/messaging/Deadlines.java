package dev.ordersaga.messaging;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a saga waits for an answer: twice as long after each send of the command, up to a limit.
 *
 * @param first after the first send
 * @param longest after any
 */
public record Deadlines(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 20;

    /**
     * When the answer is late.
     *
     * @param sends how often the command has been sent, at least once
     * @param sentAt when it was sent last
     */
    public Instant after(int sends, Instant sentAt) {
        int doublings = Math.min(sends - 1, MAX_DOUBLINGS);
        Duration wait = first.multipliedBy(1L << doublings);
        return sentAt.plus(wait.compareTo(longest) < 0 ? wait : longest);
    }
}
