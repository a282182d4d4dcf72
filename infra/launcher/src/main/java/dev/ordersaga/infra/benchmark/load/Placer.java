package dev.ordersaga.infra.benchmark.load;

import dev.ordersaga.infra.benchmark.load.Tally.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Places single orders, and waits for none. */
final class Placer {

    private static final int ACCEPTED = 202;
    private static final int OVERLOADED = 503;
    private static final String ORDER_ID = "\"orderId\":\"";
    private static final int UUID_LENGTH = 36;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final Connections connections;
    private final Tally tally;
    private final AtomicLong unanswered = new AtomicLong();

    Placer(Connections connections, Tally tally) {
        this.connections = connections;
        this.tally = tally;
    }

    /** How many are being placed just now. */
    long unanswered() {
        return unanswered.get();
    }

    /**
     * Returns at once.
     *
     * @param buyer the header Authorization
     */
    void place(String buyer, byte[] body, Placement placement) {
        unanswered.incrementAndGet();
        connections.post(
                buyer,
                body,
                new Connections.Listener() {
                    @Override
                    public void answered(HttpAnswer answer) {
                        take(answer, placement);
                        unanswered.decrementAndGet();
                    }

                    @Override
                    public void failed(IOException fault) {
                        tally.failed();
                        giveUp(placement, AFTER_FAILURE);
                        unanswered.decrementAndGet();
                    }
                });
    }

    private void take(HttpAnswer answer, Placement placement) {
        @Nullable UUID orderId = answer.status() == ACCEPTED ? orderId(answer.body()) : null;
        if (orderId != null) {
            tally.accepted(orderId, placement);
        } else if (answer.status() == OVERLOADED) {
            tally.shed();
            giveUp(placement, answer.retryAfter());
        } else {
            tally.failed();
            giveUp(placement, AFTER_FAILURE);
        }
    }

    /** The next one in its place comes no sooner than it is wanted. */
    private static void giveUp(Placement placement, Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(placement.whenDone());
    }

    /** Null if there is none. */
    static @Nullable UUID orderId(String order) {
        int at = order.indexOf(ORDER_ID);
        int from = at + ORDER_ID.length();
        if (at < 0 || from + UUID_LENGTH > order.length()) {
            return null;
        }
        try {
            return UUID.fromString(order.substring(from, from + UUID_LENGTH));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
