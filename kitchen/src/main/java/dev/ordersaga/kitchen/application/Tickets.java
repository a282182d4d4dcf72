package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All tickets, one per order. */
public interface Tickets {

    /** Loads and locks the tickets of these orders, as far as there are any. */
    Mono<Void> prefetch(Collection<UUID> orderIds);

    /** The ticket as this transaction has it, locked; empty if there is none. */
    Mono<Ticket> find(UUID orderId);

    /** Takes the state of a ticket that was looked for before into this transaction. */
    Mono<Void> save(Ticket ticket);

    /** What is committed, without a lock; empty if there is no ticket. */
    Mono<Ticket> read(UUID orderId);

    /**
     * What is committed, the newest first.
     *
     * @param status of the tickets wanted; null for any
     */
    Flux<Ticket> newest(@Nullable TicketStatus status, int limit);
}
