package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.PointsAccount;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * The points that each user has at this moment. Whoever changes a balance posts the transfer to the
 * {@link Ledger} in the same transaction. But for {@link #read}, they are dealt with inside a
 * transaction.
 */
public interface PointsAccounts {

    /** Opens the user's only account. */
    Mono<Void> open(PointsAccount account);

    /** Loads and locks, in the order of the user ids, those that the transaction will ask for. */
    Mono<Void> prefetch(Collection<Long> userIds);

    /** The account as this transaction has it, locked until it ends; empty if there is none. */
    Mono<PointsAccount> find(Long userId);

    /** Keeps an account that was looked for before, with its new balance. */
    Mono<Void> save(PointsAccount account);

    /** The account as last committed; empty if there is none. */
    Mono<PointsAccount> read(Long userId);
}
