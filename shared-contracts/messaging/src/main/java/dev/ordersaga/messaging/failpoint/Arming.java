package dev.ordersaga.messaging.failpoint;

import java.time.Duration;

/**
 * What is to happen at a failpoint, and when.
 *
 * @param after so many crossings are spared first
 * @param times at so many crossings it then happens
 * @param delay how much longer a crossing takes; zero but for DELAY
 */
public record Arming(FailpointAction action, long after, long times, Duration delay) {

    /**
     * An arming that can come about.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Arming {
        if (after < 0 || times < 1 || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "after >= 0, times >= 1 and delay >= 0 are asked for");
        }
        if ((action == FailpointAction.DELAY) == delay.isZero()) {
            throw new IllegalArgumentException("a delay belongs to DELAY, and to nothing else");
        }
    }

    /** It happens at the next crossing, once. */
    public static Arming once(FailpointAction action) {
        return new Arming(action, 0, 1, Duration.ZERO);
    }
}
