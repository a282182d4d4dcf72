package dev.ordersaga.messaging.batch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long a batch waits for company in busy times: only as long as leaves the processors a little
 * to spare. Waiting costs every message its time, but fewer and larger batches cost less of the
 * processors' time, and spare the broker and the database most.
 *
 * <p>A batch costs about as much wherever it is, but its wait is felt each time an order comes by.
 * With a batch every {@code t} where an order comes by {@code n} times, cost goes with {@code 1/t}
 * and the order's time with {@code n·t}: for the same cost an order takes least where each {@code
 * t} is in proportion to {@code 1/√n}. The replies to the order service come by four times, the
 * messages of any other service twice, and a request once. Of {@code t} the work itself takes some
 * 4 ms, about as long as the shortest wait: so the waits are as 1 to 1.8 to 3. A little more for
 * the longer ones made no order slower, and cost less.
 */
public final class Linger {

    private final Wait wait;
    private final double times;

    private Linger(Wait wait, double times) {
        this.wait = wait;
        this.times = times;
    }

    Linger(Duration shortest, Duration longest, DoubleSupplier load, LongSupplier nanos) {
        this(new Wait(shortest.toNanos(), longest.toNanos(), load, nanos), 1);
    }

    /** Always as long. */
    public static Linger of(Duration constant) {
        return new Linger(constant, constant, () -> 0, System::nanoTime);
    }

    /**
     * Follows the load of the machine, or of the container.
     *
     * @param shortest while there is processor time to spare
     * @param longest at most, however little there is; counts as the shortest where it is shorter
     */
    public static Linger byLoad(Duration shortest, Duration longest) {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Linger(shortest, longest, machine::getCpuLoad, System::nanoTime);
    }

    /** Always so many times as long as this one is just then, but never longer than its longest. */
    public Linger times(double factor) {
        return new Linger(wait, times * factor);
    }

    /** Always as long as this one waits at most, for what nobody waits for. */
    public Linger longest() {
        return of(Duration.ofNanos(Math.round(wait.longest)));
    }

    /** How long the next batch waits. */
    Duration next() {
        return Duration.ofNanos(Math.round(Math.min(wait.nanos() * times, wait.longest)));
    }

    /** What follows the load. */
    private static final class Wait {

        /** The share of the processors that is to be at work: beyond it batches wait longer. */
        private static final double GOAL = 0.9;

        private static final long NANOS_BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

        /** What is shorter grows as if it were as long: from nothing it would not grow at all. */
        private static final double NANOS_TO_GROW_FROM = Duration.ofMillis(1).toNanos();

        private final double shortest;
        private final double longest;
        private final DoubleSupplier load;
        private final LongSupplier clock;
        private long looked;
        private double nanos;

        Wait(double shortest, double longest, DoubleSupplier load, LongSupplier clock) {
            this.shortest = shortest;
            this.longest = Math.max(shortest, longest);
            this.load = load;
            this.clock = clock;
            this.looked = clock.getAsLong();
            this.nanos = shortest;
        }

        synchronized double nanos() {
            long now = clock.getAsLong();
            if (now - looked >= NANOS_BETWEEN_LOOKS) {
                looked = now;
                double excess = Math.clamp(load.getAsDouble(), 0, 1) - GOAL;
                nanos =
                        Math.clamp(
                                nanos + excess * Math.max(nanos, NANOS_TO_GROW_FROM),
                                shortest,
                                longest);
            }
            return nanos;
        }
    }
}
