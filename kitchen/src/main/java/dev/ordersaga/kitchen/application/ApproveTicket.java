package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.kitchen.domain.Kitchen;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Portions;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the portions and lets the kitchen begin: the pivot of the order's saga.
 *
 * <p>Asked again for an order it answers what it has. Refused: NO_LIVE_TICKET for an unknown,
 * rejected or cancelled ticket, KITCHEN_CLOSED, PORTIONS_SHORT. A refusal takes no portions and
 * leaves the ticket and its place as they are, until the saga rejects it.
 */
public final class ApproveTicket {

    private final Tickets tickets;
    private final Menu menu;
    private final Premises premises;
    private final Clock clock;

    public ApproveTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        this.tickets = tickets;
        this.menu = menu;
        this.premises = premises;
        this.clock = clock;
    }

    /** Runs inside a transaction. */
    public Mono<KitchenReply> handle(KitchenCommand.ApproveTicket command) {
        UUID orderId = command.orderId();
        return tickets.find(orderId)
                .flatMap(ticket -> decide(ticket.approve(clock.instant())))
                .switchIfEmpty(refused(orderId, ApprovalRefusal.NO_LIVE_TICKET));
    }

    private Mono<KitchenReply> decide(Transition approval) {
        return switch (approval) {
            case Made(Ticket approved) -> approve(approved);
            case MadeBefore(Ticket before) -> Mono.just(new TicketApproved(before.orderId()));
            case Refused(Ticket dead) -> refused(dead.orderId(), ApprovalRefusal.NO_LIVE_TICKET);
        };
    }

    private Mono<KitchenReply> approve(Ticket approved) {
        List<Portions> portions = approved.portions();
        return menu.items(portions.stream().map(Portions::productId).toList())
                .map(items -> takeAll(portions, items))
                .flatMap(taken -> premises.kitchen().flatMap(now -> cook(approved, taken, now)));
    }

    private Mono<KitchenReply> cook(
            Ticket approved, Optional<List<MenuItem>> taken, Kitchen kitchen) {
        UUID orderId = approved.orderId();
        if (!kitchen.open()) {
            return refused(orderId, ApprovalRefusal.KITCHEN_CLOSED);
        }
        return taken.map(items -> save(items).then(tickets.save(approved)))
                .map(saved -> saved.<KitchenReply>thenReturn(new TicketApproved(orderId)))
                .orElseGet(() -> refused(orderId, ApprovalRefusal.PORTIONS_SHORT));
    }

    private Mono<Void> save(List<MenuItem> items) {
        return Flux.fromIterable(items).concatMap(menu::save).then();
    }

    /** All or none: the items without the portions; empty where one is short. */
    private static Optional<List<MenuItem>> takeAll(
            List<Portions> portions, Map<Long, MenuItem> items) {
        List<MenuItem> taken =
                portions.stream().flatMap(wanted -> take(wanted, items).stream()).toList();
        return taken.size() == portions.size() ? Optional.of(taken) : Optional.empty();
    }

    private static Optional<MenuItem> take(Portions wanted, Map<Long, MenuItem> items) {
        return Optional.ofNullable(items.get(wanted.productId()))
                .flatMap(item -> item.take(wanted.amount()));
    }

    private static Mono<KitchenReply> refused(UUID orderId, ApprovalRefusal reason) {
        return Mono.just(new TicketApprovalRefused(orderId, reason));
    }
}
