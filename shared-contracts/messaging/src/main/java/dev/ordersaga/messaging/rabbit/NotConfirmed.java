package dev.ordersaga.messaging.rabbit;

/**
 * The broker has not taken responsibility for a message; it may or may not have it. There may be
 * thousands, all from the same place, so they have no stack trace.
 */
final class NotConfirmed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        CUT_OFF,
        UNROUTABLE,
        OTHER
    }

    private NotConfirmed(String reason, Kind kind) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    NotConfirmed(String reason) {
        this(reason, Kind.OTHER);
    }

    /** Whoever publishes has no connection, or has lost it, or the broker reads no more from it. */
    static NotConfirmed cutOff(String reason) {
        return new NotConfirmed(reason, Kind.CUT_OFF);
    }

    static NotConfirmed unroutable(String exchange, String routingKey) {
        return new NotConfirmed("no queue for " + exchange + " " + routingKey, Kind.UNROUTABLE);
    }

    /** Whether the broker has not been asked, or was not heard. */
    boolean isCutOff() {
        return kind == Kind.CUT_OFF;
    }

    /** Whether the broker was there, but no queue for the message. */
    boolean isUnroutable() {
        return kind == Kind.UNROUTABLE;
    }
}
