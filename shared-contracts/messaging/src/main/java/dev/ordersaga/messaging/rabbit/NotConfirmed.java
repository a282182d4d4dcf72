package dev.ordersaga.messaging.rabbit;

/** The broker has not taken responsibility for a message; it may or may not have it. */
final class NotConfirmed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unroutable;

    private NotConfirmed(String reason, boolean unroutable) {
        super(reason);
        this.unroutable = unroutable;
    }

    NotConfirmed(String reason) {
        this(reason, false);
    }

    static NotConfirmed unroutable(String exchange, String routingKey) {
        return new NotConfirmed("no queue for " + exchange + " " + routingKey, true);
    }

    /** Whether the broker was there, but no queue for the message. */
    boolean isUnroutable() {
        return unroutable;
    }
}
