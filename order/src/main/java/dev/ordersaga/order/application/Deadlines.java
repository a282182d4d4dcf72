package dev.ordersaga.order.application;

import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a saga waits for an answer: twice as long after each send, up to a limit.
 *
 * @param first after the first send
 * @param longest after any
 */
public record Deadlines(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 20;

    Instant of(PlaceOrderSaga saga, Instant sentAt) {
        int doublings = Math.min(saga.sends() - 1, MAX_DOUBLINGS);
        Duration wait = first.multipliedBy(1L << doublings);
        return sentAt.plus(wait.compareTo(longest) < 0 ? wait : longest);
    }
}
