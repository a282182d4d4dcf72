package dev.ordersaga.user.domain;

/**
 * A place where points can be. What is there is the sum of its postings, and nothing else.
 *
 * @param name unique
 */
public record LedgerAccount(String name) {

    /** Where points come from: the less is there, the more were given out. */
    public static final LedgerAccount ISSUED = new LedgerAccount("issued");

    /** Where points go that paid for something. */
    public static final LedgerAccount SPENT = new LedgerAccount("spent");

    public static LedgerAccount ofUser(long userId) {
        return new LedgerAccount("user:" + userId);
    }
}
