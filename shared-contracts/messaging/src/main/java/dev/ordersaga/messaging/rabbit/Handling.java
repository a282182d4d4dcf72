package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.Unreadable;
import java.util.List;
import reactor.core.publisher.Mono;

/** How messages take effect. */
interface Handling {

    /**
     * Looks at a message before any work is done on it.
     *
     * @throws Unreadable if it does not belong into its queue
     */
    void check(Received message);

    /**
     * Handles all of them or, with an error signal, none.
     *
     * @return those that failed by themselves, without keeping the others from being handled
     */
    Mono<List<Failed>> handle(List<Received> batch);

    /** How many messages may be handled together. */
    int mostTogether();

    /** A message that could not be handled, and why. */
    record Failed(Received message, Throwable fault) {}
}
