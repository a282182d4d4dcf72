package dev.ordersaga.messaging.rabbit;

/** The broker has not taken responsibility for a message; it may or may not have it. */
final class NotConfirmed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConfirmed(String reason) {
        super(reason);
    }
}
