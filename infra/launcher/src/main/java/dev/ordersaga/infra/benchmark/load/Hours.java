package dev.ordersaga.infra.benchmark.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes the kitchen, and fills its waiting line, for their shares of every ten seconds; what is
 * ordered then is refused, whatever it is.
 */
final class Hours implements AutoCloseable {

    private static final long CYCLE = TimeUnit.SECONDS.toMillis(10);
    private static final long CLOSES_AT = TimeUnit.SECONDS.toMillis(2);
    private static final long FILLS_AT = TimeUnit.SECONDS.toMillis(7);

    private final Market market;
    private final long closed;
    private final long full;
    private final Thread keeper = Thread.ofPlatform().name("hours").unstarted(this::keep);

    private Hours(Market market, Mix mix) {
        this.market = market;
        this.closed = Math.round(mix.share(Kind.KITCHEN_CLOSED) * CYCLE);
        this.full = Math.round(mix.share(Kind.WAITING_FULL) * CYCLE);
    }

    /** Begins. */
    static Hours keep(Market market, Mix mix) {
        Hours hours = new Hours(market, mix);
        if (hours.closed + hours.full > 0) {
            hours.keeper.start();
        }
        return hours;
    }

    private void keep() {
        long start = System.nanoTime();
        try {
            for (long cycle = 0; ; cycle += CYCLE) {
                during(start, cycle + CLOSES_AT, closed, market::closeKitchen);
                during(start, cycle + FILLS_AT, full, market::fillWaitingLine);
            }
        } catch (InterruptedException e) {
            market.openKitchen();
        }
    }

    private void during(long start, long at, long millis, Runnable refuse)
            throws InterruptedException {
        if (millis > 0) {
            until(start, at);
            refuse.run();
            until(start, at + millis);
            market.openKitchen();
        }
    }

    private static void until(long start, long millis) throws InterruptedException {
        long nanos = start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
        Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
    }

    /** Leaves the kitchen open. */
    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
