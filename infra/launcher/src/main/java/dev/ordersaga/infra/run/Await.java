package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, with an end. */
public final class Await {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Await() {}

    /**
     * Returns when the condition holds.
     *
     * @param what completes the sentence "… did not happen within …"
     * @throws Failure when the time is over
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!within(limit, condition)) {
            throw Failure.failed(
                    "Waited %d s in vain for this: %s.".formatted(limit.toSeconds(), what));
        }
    }

    /** Whether the condition came to hold before the time was over. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }
}
