package dev.ordersaga.order.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Turns new orders away while there are more than the sagas can keep up with, before they queue up.
 *
 * <p>That there are too many is told by how late the participants' answers come, from whichever
 * instance they were asked: in a queue that only grows even the least late of them is late. How
 * many can be kept up with is told by how many answers come: while they are late, so many orders
 * are let in as are worked off, and fewer the later they are, until what has queued up is gone.
 * When they are in time again more are let in, a little more each time. An outage is no overload:
 * while few answers come, orders are taken, and wait.
 */
public final class Admission {

    /**
     * Answers that are no later than this are in time. An order waits for several, so that in an
     * overload it takes some five times as long; and what queues up meanwhile takes memory.
     */
    private static final double TARGET_SECONDS = 1;

    private static final Duration WINDOW = Duration.ofMillis(500);

    /** So many answers in a window at least tell of load, and not of an outage or a cold start. */
    private static final int TELLING = 50;

    /** An order that is approved has so many: user, ticket, payment, approval. */
    private static final double ANSWERS_PER_ORDER = 4;

    /** However late the answers are, some orders are let in. */
    private static final double LEAST_SHARE = 0.1;

    private static final double GROWTH = 1.05;
    private static final double FORGETTING = 1.3;

    private final Clock clock;
    private final RandomGenerator chance;
    private Instant windowStart;
    private double least = Double.MAX_VALUE;
    private int answers;
    private int orders;

    /** So many orders per second are let in. */
    private double rate = Double.MAX_VALUE;

    private double refusal;

    public Admission(Clock clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
        this.windowStart = clock.instant();
    }

    /** Whether one more order is taken. */
    synchronized boolean admits() {
        look(clock.instant());
        orders++;
        return refusal <= 0 || chance.nextDouble() >= refusal;
    }

    /** An answer has come to what was asked at that time. */
    synchronized void answered(Instant asked, Instant now) {
        look(now);
        least = Math.min(least, Duration.between(asked, now).toMillis() / 1e3);
        answers++;
    }

    private void look(Instant now) {
        long windows = Duration.between(windowStart, now).dividedBy(WINDOW);
        if (windows < 1) {
            return;
        }
        double seconds = Duration.between(windowStart, now).toMillis() / 1e3;
        rate = answers < TELLING ? rate * Math.pow(FORGETTING, windows) : next(answers / seconds);
        double offered = orders / seconds;
        refusal = offered > rate ? 1 - rate / offered : 0;
        least = Double.MAX_VALUE;
        answers = 0;
        orders = 0;
        windowStart = now;
    }

    private double next(double answersPerSecond) {
        double workedOff = answersPerSecond / ANSWERS_PER_ORDER;
        return least > TARGET_SECONDS
                ? workedOff * Math.max(LEAST_SHARE, TARGET_SECONDS / least)
                : Math.max(rate, workedOff) * GROWTH;
    }
}
