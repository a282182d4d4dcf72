package dev.ordersaga.messaging.batch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long a batch waits for company in busy times. The less processor time there is to spare, the
 * longer: fewer and larger batches cost less, and they spare the broker and the database most.
 */
public final class Linger {

    /** Up to this share of the processors at work, there is time to spare. */
    private static final double AT_EASE = 0.75;

    private static final long NANOS_BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

    /** What a look counts for, against all before it. */
    private static final double WEIGHT = 0.3;

    private final Duration shortest;
    private final Duration longest;
    private final DoubleSupplier load;
    private final LongSupplier nanos;
    private long looked;
    private double smoothed;

    Linger(Duration shortest, Duration longest, DoubleSupplier load, LongSupplier nanos) {
        this.shortest = shortest;
        this.longest = longest;
        this.load = load;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
    }

    /** Always as long. */
    public static Linger of(Duration constant) {
        return new Linger(constant, constant, () -> 0, System::nanoTime);
    }

    /**
     * Follows the load of the machine, or of the container.
     *
     * @param shortest while there is processor time to spare
     * @param longest when there is none
     */
    public static Linger byLoad(Duration shortest, Duration longest) {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Linger(shortest, longest, machine::getCpuLoad, System::nanoTime);
    }

    /** How long the next batch waits. */
    synchronized Duration next() {
        long now = nanos.getAsLong();
        if (now - looked >= NANOS_BETWEEN_LOOKS) {
            looked = now;
            smoothed += WEIGHT * (Math.clamp(load.getAsDouble(), 0, 1) - smoothed);
        }
        double lack = Math.max(0, smoothed - AT_EASE) / (1 - AT_EASE);
        return shortest.plusNanos(Math.round(longest.minus(shortest).toNanos() * lack));
    }
}
