package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * The points that each user has at this moment. Whoever changes a balance posts the transfer to the
 * {@link Ledger} in the same transaction.
 */
public interface PointsAccounts {

    /** How a debit ended. */
    enum Debit {
        DONE,
        /** The account holds less than the amount, and still does. */
        SHORT,
        /** The user has no account in the currency. */
        NO_ACCOUNT
    }

    /** Opens the user's only account. */
    Mono<Void> open(PointsAccount account);

    /** Locks the accounts until the transaction ends, in the order of the user ids. */
    Mono<Void> lock(Collection<Long> userIds);

    /** Takes the amount, if the account holds as much: looked at and taken in one step. */
    Mono<Debit> debit(long userId, Money amount);

    /** Adds the amount to an account that is known to exist in that currency. */
    Mono<Void> credit(long userId, Money amount);

    /** The account as last committed, or as this transaction has it; empty if there is none. */
    Mono<PointsAccount> find(long userId);
}
