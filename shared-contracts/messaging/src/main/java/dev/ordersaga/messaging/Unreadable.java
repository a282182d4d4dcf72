package dev.ordersaga.messaging;

/** A message that cannot be understood, now or ever. Its text says why, without quoting it. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String reason) {
        super(reason);
    }
}
