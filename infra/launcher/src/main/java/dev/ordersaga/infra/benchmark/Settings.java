package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.Mix;
import dev.ordersaga.infra.benchmark.load.Plan;
import dev.ordersaga.infra.terminal.Failure;
import java.util.Map;

/**
 * What is measured.
 *
 * @param rate orders per second; 0 if {@code inFlight} orders are kept on their way instead
 * @param warmup seconds before the measured time
 * @param duration seconds of the measured time
 * @param stored how many orders there are before
 */
record Settings(
        double rate, int inFlight, int warmup, int duration, Mix mix, int stored, long seed) {

    private static final double HIGHEST_RATE = 20_000;
    private static final int MOST_IN_FLIGHT = 100_000;
    private static final int LONGEST = 3_600;
    private static final int MOST_STORED = 10_000_000;

    /** The last order may take this long after the measured time, and what is on its way longer. */
    private static final int PATIENCE = 120;

    Settings {
        require(rate >= 0 && rate <= HIGHEST_RATE, "--rate", "above 0, at most 20000");
        require(inFlight >= 1 && inFlight <= MOST_IN_FLIGHT, "--in-flight", "from 1 to 100000");
        require(warmup >= 0 && warmup <= LONGEST, "--warmup", "from 0 to 3600 seconds");
        require(duration >= 1 && duration <= LONGEST, "--duration", "from 1 to 3600 seconds");
        require(stored >= 0 && stored <= MOST_STORED, "--stored", "from 0 to 10000000 orders");
    }

    private static void require(boolean holds, String option, String range) {
        if (!holds) {
            throw Failure.impossible("%s must be %s.".formatted(option, range));
        }
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    Plan plan(Map<String, String> env) {
        return new Plan(env, rate, inFlight, warmup, duration, PATIENCE, mix.text(), seed);
    }

    /** In words. */
    String summary() {
        String pace =
                isOpenLoop()
                        ? "open loop at %s orders/s".formatted(Numbers.plain(rate))
                        : "saturated, %d orders on their way at any time".formatted(inFlight);
        return "%s; %d s after %d s of warm-up; %,d orders stored before"
                .formatted(pace, duration, warmup, stored);
    }
}
