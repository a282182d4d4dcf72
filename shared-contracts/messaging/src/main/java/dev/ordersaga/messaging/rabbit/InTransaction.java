package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** How the messages of one queue take effect inside a transaction, which others may share. */
interface InTransaction {

    WorkQueue queue();

    /**
     * Looks at a message before any work is done on it.
     *
     * @throws Unreadable if it does not belong into this queue
     */
    void check(EventMessage body);

    /** Loads what the messages of a batch will need, also those that were handled before. */
    Mono<Void> prefetch(List<Received> batch);

    Mono<Void> handleFresh(Received message);

    /**
     * A message that was handled before has come again.
     *
     * @param answer what was answered then, if it was
     */
    Mono<Void> handleDuplicate(Received message, Optional<OutboxMessage> answer);
}
