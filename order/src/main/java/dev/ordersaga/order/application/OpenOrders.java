package dev.ordersaga.order.application;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Lets nobody have too many orders that have not ended.
 *
 * <p>The database is asked once in a while, for all users, and not for each order; what this
 * instance has taken since is added. So a user may have some more for a moment where several
 * instances take them at the same time, and is given room a moment after orders have ended.
 *
 * <p>Whether a count has seen an order that is being taken meanwhile cannot be known. What it finds
 * is therefore the least that a user has, and with all such orders the most; between the two, what
 * was known before holds.
 */
public final class OpenOrders implements RecurringWork {

    private final OpenOrderCounts counts;
    private final int most;
    private final Duration interval;

    /** All of each user, those included that are just being taken. */
    private final Map<Long, Long> open = new HashMap<>();

    private final Map<Long, Long> beingTaken = new HashMap<>();

    /** Those which the count that is under way, or was last, may or may not see. */
    private final Map<Long, Long> unsure = new HashMap<>();

    /**
     * @param most so many of one user; 0 means any number
     * @param interval between two counts
     */
    public OpenOrders(OpenOrderCounts counts, int most, Duration interval) {
        this.counts = counts;
        this.most = most;
        this.interval = interval;
    }

    /**
     * Takes one more order of the user, or fails with {@link TooManyOpenOrders}. Who goes away does
     * not stop it.
     *
     * @param taking ends when it is decided whether there is an order: after the commit
     */
    <T> Mono<T> admit(long userId, Mono<T> taking) {
        if (most == 0) {
            return taking;
        }
        return Mono.deferContextual(
                context ->
                        begin(userId)
                                ? taking.doOnTerminate(() -> end(userId))
                                        .contextWrite(context)
                                        .cache()
                                : Mono.error(new TooManyOpenOrders()));
    }

    private synchronized boolean begin(long userId) {
        if (open.getOrDefault(userId, 0L) >= most) {
            return false;
        }
        open.merge(userId, 1L, Long::sum);
        beingTaken.merge(userId, 1L, Long::sum);
        unsure.merge(userId, 1L, Long::sum);
        return true;
    }

    /** Also where it has failed: it may be there nevertheless, as the next count will tell. */
    private synchronized void end(long userId) {
        beingTaken.computeIfPresent(userId, (_, number) -> number == 1 ? null : number - 1);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Mono<Boolean> run() {
        return Mono.defer(
                () ->
                        beginCount()
                                ? counts.perUser().doOnNext(this::endCount).thenReturn(false)
                                : Mono.just(false));
    }

    /** Whether there is anything to count. */
    private synchronized boolean beginCount() {
        unsure.clear();
        unsure.putAll(beingTaken);
        return !open.isEmpty();
    }

    private synchronized void endCount(Map<Long, Long> found) {
        Set<Long> users = new HashSet<>(open.keySet());
        users.addAll(found.keySet());
        for (long user : users) {
            long least = found.getOrDefault(user, 0L);
            long now =
                    Math.clamp(
                            open.getOrDefault(user, 0L),
                            least,
                            least + unsure.getOrDefault(user, 0L));
            open.compute(user, (_, _) -> now == 0 ? null : now);
        }
    }
}
