package dev.ordersaga.user.domain;

import java.util.Optional;

/**
 * A user's points. Every user has one account, in one currency.
 *
 * @param balance the sum of the postings to the user's account in the ledger
 */
public record PointsAccount(long userId, Money balance) {

    /** An account begins empty. */
    public static PointsAccount open(long userId, String currency) {
        return new PointsAccount(userId, new Money(0, currency));
    }

    /** Whether the amount is in the account's currency. */
    public boolean takes(Money amount) {
        return balance.currency().equals(amount.currency());
    }

    /** Without the amount, which is in the account's currency; empty where it holds less. */
    public Optional<PointsAccount> debit(Money amount) {
        return balance.amount() < amount.amount()
                ? Optional.empty()
                : Optional.of(moved(amount, -amount.amount()));
    }

    /** With the amount, which is in the account's currency. */
    public PointsAccount credit(Money amount) {
        return moved(amount, amount.amount());
    }

    private PointsAccount moved(Money amount, long by) {
        if (!takes(amount)) {
            throw new IllegalArgumentException("not in " + balance.currency() + ": " + amount);
        }
        return new PointsAccount(
                userId, new Money(Math.addExact(balance.amount(), by), balance.currency()));
    }
}
