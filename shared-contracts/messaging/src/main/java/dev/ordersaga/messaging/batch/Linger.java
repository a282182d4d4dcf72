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
 */
public final class Linger {

    /** The share of the processors that is to be at work: beyond it batches wait longer. */
    private static final double GOAL = 0.9;

    private static final long NANOS_BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

    /** What is shorter grows as if it were as long: from nothing it would not grow at all. */
    private static final double NANOS_TO_GROW_FROM = Duration.ofMillis(1).toNanos();

    private final double shortest;
    private final double longest;
    private final DoubleSupplier load;
    private final LongSupplier nanos;
    private long looked;
    private double wait;

    Linger(Duration shortest, Duration longest, DoubleSupplier load, LongSupplier nanos) {
        this.shortest = shortest.toNanos();
        this.longest = Math.max(shortest.toNanos(), longest.toNanos());
        this.load = load;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        this.wait = shortest.toNanos();
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

    /** Always as long as this one waits at most, for what nobody waits for. */
    public Linger longest() {
        return of(Duration.ofNanos(Math.round(longest)));
    }

    /** How long the next batch waits. */
    synchronized Duration next() {
        long now = nanos.getAsLong();
        if (now - looked >= NANOS_BETWEEN_LOOKS) {
            looked = now;
            double excess = Math.clamp(load.getAsDouble(), 0, 1) - GOAL;
            wait =
                    Math.clamp(
                            wait + excess * Math.max(wait, NANOS_TO_GROW_FROM), shortest, longest);
        }
        return Duration.ofNanos(Math.round(wait));
    }
}
