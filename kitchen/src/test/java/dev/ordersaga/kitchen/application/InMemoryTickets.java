package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tickets in memory. Like the real ones, they are looked for before they are saved. */
public final class InMemoryTickets implements Tickets {

    private final Map<UUID, Ticket> tickets = new TreeMap<>();
    private final Set<UUID> lookedFor = new HashSet<>();
    private final List<String> journal;

    InMemoryTickets(List<String> journal) {
        this.journal = journal;
    }

    @Override
    public Mono<Void> prefetch(Collection<UUID> orderIds) {
        return Mono.fromRunnable(
                () -> {
                    journal.add("tickets " + orderIds.stream().distinct().sorted().toList());
                    lookedFor.addAll(orderIds);
                });
    }

    @Override
    public Mono<Ticket> find(UUID orderId) {
        return Mono.fromSupplier(
                () -> {
                    lookedFor.add(orderId);
                    return tickets.get(orderId);
                });
    }

    @Override
    public Mono<Void> save(Ticket ticket) {
        return Mono.fromRunnable(
                () -> {
                    if (!lookedFor.contains(ticket.orderId())) {
                        throw new IllegalStateException("not looked for: " + ticket.orderId());
                    }
                    tickets.put(ticket.orderId(), ticket);
                });
    }

    @Override
    public Mono<Ticket> read(UUID orderId) {
        return Mono.justOrEmpty(tickets.get(orderId));
    }

    @Override
    public Flux<Ticket> newest(TicketStatus status, int limit) {
        return Flux.fromStream(
                () ->
                        tickets.values().stream()
                                .filter(ticket -> status == null || ticket.status() == status)
                                .sorted(Comparator.comparing(Ticket::createdAt).reversed())
                                .limit(limit));
    }

    public void have(Ticket ticket) {
        tickets.put(ticket.orderId(), ticket);
    }

    public Ticket of(UUID orderId) {
        return tickets.get(orderId);
    }
}
