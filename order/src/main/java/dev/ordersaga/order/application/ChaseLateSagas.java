package dev.ordersaga.order.application;

import dev.ordersaga.messaging.RecurringWork;
import dev.ordersaga.messaging.Transactions;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for sagas whose answer is late, and brings each on. Any number of instances may do so: each
 * late saga is claimed by one, and an answer that comes first moves the deadline.
 */
public final class ChaseLateSagas implements RecurringWork {

    private static final int MOST_AT_ONCE = 100;

    private final Sagas sagas;
    private final AdvanceSaga advanceSaga;
    private final Transactions transactions;
    private final Duration interval;
    private final Clock clock;

    public ChaseLateSagas(
            Sagas sagas,
            AdvanceSaga advanceSaga,
            Transactions transactions,
            Duration interval,
            Clock clock) {
        this.sagas = sagas;
        this.advanceSaga = advanceSaga;
        this.transactions = transactions;
        this.interval = interval;
        this.clock = clock;
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
        return sagas.late(clock.instant(), MOST_AT_ONCE)
                .flatMap(
                        late ->
                                advanceSaga
                                        .prefetch(late)
                                        .thenMany(Flux.fromIterable(late))
                                        .concatMap(advanceSaga::onTimeout)
                                        .then(Mono.just(late.size() == MOST_AT_ONCE)));
    }
}
