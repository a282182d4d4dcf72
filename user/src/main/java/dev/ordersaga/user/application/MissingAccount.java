package dev.ordersaga.user.application;

/** An account that must be there, because points came from it, is not. */
public final class MissingAccount extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final long userId;
    private final String currency;

    MissingAccount(long userId, String currency) {
        super("user " + userId + " has no points account in " + currency);
        this.userId = userId;
        this.currency = currency;
    }

    public long userId() {
        return userId;
    }

    public String currency() {
        return currency;
    }
}
