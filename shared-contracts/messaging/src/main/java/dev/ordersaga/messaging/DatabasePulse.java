package dev.ordersaga.messaging;

import java.time.Duration;

/** Whether the database is heard of. */
@FunctionalInterface
public interface DatabasePulse {

    /**
     * Whether a question, or a connection that is to be opened, has been waiting for an answer for
     * so long, and nothing has been heard of the database since, on whatever connection.
     */
    boolean isSilentFor(Duration time);
}
