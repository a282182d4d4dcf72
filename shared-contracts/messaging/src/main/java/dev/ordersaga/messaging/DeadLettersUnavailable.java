package dev.ordersaga.messaging;

/**
 * The dead-letter queues are out of reach, or somebody else has been looking into them for too
 * long. It is worth while to try again.
 */
public final class DeadLettersUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadLettersUnavailable(String reason) {
        super(reason);
    }

    public DeadLettersUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
