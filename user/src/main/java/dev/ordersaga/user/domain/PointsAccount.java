package dev.ordersaga.user.domain;

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
}
