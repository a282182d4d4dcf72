package dev.ordersaga.payment.domain;

/**
 * An amount of money.
 *
 * @param amount whole number of the currency's minor units, never negative
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    /** Nothing, in no currency (ISO 4217 keeps XXX for that): the price of a tombstone. */
    public static final Money NONE = new Money(0, "XXX");

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount: " + amount);
        }
    }
}
