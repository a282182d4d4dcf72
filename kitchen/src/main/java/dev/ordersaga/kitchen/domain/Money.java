package dev.ordersaga.kitchen.domain;

/**
 * An amount of money.
 *
 * @param amount whole number of the currency's minor units
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    /**
     * So many times this.
     *
     * @throws ArithmeticException where a {@code long} does not hold it
     */
    public Money times(int factor) {
        return new Money(Math.multiplyExact(amount, (long) factor), currency);
    }

    /**
     * The sum, of one currency.
     *
     * @throws ArithmeticException where a {@code long} does not hold it
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s is not %s".formatted(other.currency, currency));
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }
}
