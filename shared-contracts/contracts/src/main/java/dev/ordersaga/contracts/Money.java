package dev.ordersaga.contracts;

/**
 * An amount of money on the wire.
 *
 * @param amount whole number of the currency's minor units (KRW and JPY have none: whole units)
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {}
