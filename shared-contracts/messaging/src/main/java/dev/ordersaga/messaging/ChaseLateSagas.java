package dev.ordersaga.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Looks for sagas whose answer is late, and brings them on. Any number of instances may do so: each
 * late saga is claimed by one, and an answer that comes first moves the deadline.
 */
public final class ChaseLateSagas implements RecurringWork {

    private static final int MOST_AT_ONCE = 100;

    private final Claim claim;
    private final Function<List<UUID>, Mono<Void>> bringOn;
    private final Transactions transactions;
    private final Duration interval;
    private final Clock clock;

    /**
     * A chase in transactions of its own.
     *
     * @param bringOn does what follows for the sagas claimed, in the transaction that claimed them
     */
    public ChaseLateSagas(
            Claim claim,
            Function<List<UUID>, Mono<Void>> bringOn,
            Transactions transactions,
            Duration interval,
            Clock clock) {
        this.claim = claim;
        this.bringOn = bringOn;
        this.transactions = transactions;
        this.interval = interval;
        this.clock = clock;
    }

    /** How late sagas are found. */
    @FunctionalInterface
    public interface Claim {

        /**
         * Locks sagas whose deadline has passed, but for those that another transaction has.
         *
         * @return their keys, at most {@code limit}
         */
        Mono<List<UUID>> late(Instant now, int limit);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Mono<Boolean> run() {
        return transactions.run(Mono.defer(this::chase));
    }

    private Mono<Boolean> chase() {
        return claim.late(clock.instant(), MOST_AT_ONCE)
                .filter(late -> !late.isEmpty())
                .flatMap(late -> bringOn.apply(late).thenReturn(late.size() == MOST_AT_ONCE))
                .defaultIfEmpty(false);
    }
}
