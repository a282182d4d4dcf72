package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import dev.ordersaga.messaging.Transactions;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What the cooks report about an approved ticket. Every report is a transaction of its own and
 * tells what came of it; empty where the ticket is unknown.
 */
public final class CookTicket {

    private final Tickets tickets;
    private final Premises premises;
    private final Transactions transactions;
    private final Clock clock;

    public CookTicket(Tickets tickets, Premises premises, Transactions transactions, Clock clock) {
        this.tickets = tickets;
        this.premises = premises;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Cooking begins: the ticket's place in the waiting line is free again. */
    public Mono<Transition> start(UUID orderId) {
        return report(
                orderId,
                ticket -> ticket.start(clock.instant()),
                started -> tickets.save(started).then(premises.freePlace()));
    }

    public Mono<Transition> ready(UUID orderId) {
        return report(orderId, ticket -> ticket.ready(clock.instant()), tickets::save);
    }

    public Mono<Transition> pickUp(UUID orderId) {
        return report(orderId, ticket -> ticket.pickUp(clock.instant()), tickets::save);
    }

    private Mono<Transition> report(
            UUID orderId,
            Function<Ticket, Transition> move,
            Function<Ticket, Mono<Void>> takeEffect) {
        return tickets.find(orderId)
                .map(move)
                .flatMap(transition -> record(transition, takeEffect))
                .as(transactions::run);
    }

    private static Mono<Transition> record(
            Transition transition, Function<Ticket, Mono<Void>> takeEffect) {
        return switch (transition) {
            case Made(Ticket moved) -> takeEffect.apply(moved).thenReturn(transition);
            case MadeBefore _, Refused _ -> Mono.just(transition);
        };
    }
}
