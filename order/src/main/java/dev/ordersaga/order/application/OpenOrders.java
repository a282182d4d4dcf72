package dev.ordersaga.order.application;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Mono;

/**
 * Lets nobody have too many orders that have not ended.
 *
 * <p>The database is asked once in a while, for all users, and not for each order; what this
 * instance has taken since is added. So a user may have some more for a moment where several
 * instances take them at the same time, and is given room a moment after orders have ended.
 */
public final class OpenOrders implements RecurringWork {

    private final OpenOrderCounts counts;
    private final int most;
    private final Duration interval;
    private volatile Known known = new Known(Map.of(), Map.of(), new ConcurrentHashMap<>());

    /**
     * @param most so many of one user; 0 means any number
     * @param interval between two counts
     */
    public OpenOrders(OpenOrderCounts counts, int most, Duration interval) {
        this.counts = counts;
        this.most = most;
        this.interval = interval;
    }

    /** Whether the user may have one more, which is then counted. */
    boolean admits(long userId) {
        Known now = known;
        if (most > 0 && now.of(userId) >= most) {
            return false;
        }
        if (most > 0) {
            now.taken().merge(userId, 1L, Long::sum);
        }
        return true;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Mono<Boolean> run() {
        return Mono.defer(
                () -> {
                    Known counting = known.beginCount();
                    known = counting;
                    return counting.isEmpty()
                            ? Mono.just(false)
                            : counts.perUser()
                                    .doOnNext(counted -> known = counting.endCount(counted))
                                    .thenReturn(false);
                });
    }

    /**
     * Open orders by user.
     *
     * @param counted by the database
     * @param before what was taken after that, and before a count that has not ended yet
     * @param taken since
     */
    private record Known(
            Map<Long, Long> counted, Map<Long, Long> before, ConcurrentMap<Long, Long> taken) {

        long of(long userId) {
            return counted.getOrDefault(userId, 0L)
                    + before.getOrDefault(userId, 0L)
                    + taken.getOrDefault(userId, 0L);
        }

        boolean isEmpty() {
            return counted.isEmpty() && before.isEmpty() && taken.isEmpty();
        }

        Known beginCount() {
            ConcurrentMap<Long, Long> all = new ConcurrentHashMap<>(before);
            taken.forEach((user, number) -> all.merge(user, number, Long::sum));
            return new Known(counted, all, new ConcurrentHashMap<>());
        }

        Known endCount(Map<Long, Long> found) {
            return new Known(found, Map.of(), taken);
        }
    }
}
