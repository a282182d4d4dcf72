package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.user.domain.Transfer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where every point came from and went to. It only grows. */
public interface Ledger {

    /**
     * Adds a transfer, inside a transaction. A second one of the same user, kind and reference
     * fails, at the latest when the transaction ends.
     */
    Mono<Void> post(Transfer transfer);

    /** What the user was given under the reference; empty if nothing. */
    Mono<Money> credited(long userId, String reference);

    /**
     * The transfers to and from the user's account, newest first.
     *
     * @param before only older ones than there; null for the newest
     */
    Flux<Entry> entries(long userId, @Nullable Place before, int limit);
}
