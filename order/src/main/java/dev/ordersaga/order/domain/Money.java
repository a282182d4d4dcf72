package dev.ordersaga.order.domain;

/**
 * An amount of money.
 *
 * @param amount whole number of the currency's minor units
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {}
