package dev.ordersaga.user.domain;

/**
 * One line of a transfer.
 *
 * @param amount added to the account, or taken from it where negative; minor units
 * @param currency ISO 4217 code
 */
public record Posting(LedgerAccount account, long amount, String currency) {}
