package dev.ordersaga.order.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Turns new orders away while there are more than the sagas can keep up with, before they queue up.
 *
 * <p>How much too many are is told by how late the participants' answers come, from whichever
 * instance they were asked: in a queue that only grows even the least late of them is late. The
 * chance to be turned away follows that lateness as in PIE (RFC 8033, section 4.2), in small steps.
 * An outage is no overload: while few answers come, orders are taken, and wait.
 */
public final class Admission {

    /** Answers that are no later than this are in time. */
    private static final double TARGET_SECONDS = 2;

    private static final Duration WINDOW = Duration.ofMillis(500);

    /** So many answers in a window at least tell of load, and not of an outage or a cold start. */
    private static final int TELLING = 50;

    private static final double OF_LATENESS = 0.02;
    private static final double OF_ITS_GROWTH = 0.2;
    private static final double LARGEST_STEP = 0.1;
    private static final double FORGETTING = 0.8;

    private final Clock clock;
    private final RandomGenerator chance;
    private Instant windowEnd;
    private double least = Double.MAX_VALUE;
    private int answers;
    private double excessBefore;
    private double refusal;

    public Admission(Clock clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
        this.windowEnd = clock.instant().plus(WINDOW);
    }

    /** Whether one more order is taken. */
    synchronized boolean admits() {
        look(clock.instant());
        return refusal <= 0 || chance.nextDouble() >= refusal;
    }

    /** An answer has come to what was asked at that time. */
    synchronized void answered(Instant asked, Instant now) {
        look(now);
        least = Math.min(least, Duration.between(asked, now).toMillis() / 1e3);
        answers++;
    }

    private void look(Instant now) {
        if (now.isBefore(windowEnd)) {
            return;
        }
        double lateness = answers < TELLING ? 0 : least - TARGET_SECONDS;
        double excess = Math.max(0, lateness);
        refusal = answers < TELLING ? refusal * FORGETTING : next(lateness, excess);
        long silentWindows = Duration.between(windowEnd, now).dividedBy(WINDOW);
        refusal *= Math.pow(FORGETTING, silentWindows);
        excessBefore = excess;
        least = Double.MAX_VALUE;
        answers = 0;
        windowEnd = now.plus(WINDOW);
    }

    /** What is in time may grow later without anybody being turned away. */
    private double next(double lateness, double excess) {
        double step = OF_LATENESS * lateness + OF_ITS_GROWTH * (excess - excessBefore);
        return Math.clamp(refusal + Math.clamp(step, -LARGEST_STEP, LARGEST_STEP), 0, 1);
    }
}
