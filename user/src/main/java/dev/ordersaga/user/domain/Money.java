package dev.ordersaga.user.domain;

/**
 * An amount of points.
 *
 * @param amount whole number of the currency's minor units, never negative
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount: " + amount + " " + currency);
        }
    }
}
