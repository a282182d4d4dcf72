package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.kitchen.domain.Portions;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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
        UUID orderId = approved.orderId();
        List<Portions> portions = approved.portions();
        return menu.items(portions.stream().map(Portions::productId).toList())
                .then(premises.kitchen())
                .flatMap(
                        kitchen ->
                                kitchen.open()
                                        ? cook(approved, portions)
                                        : refused(orderId, ApprovalRefusal.KITCHEN_CLOSED));
    }

    private Mono<KitchenReply> cook(Ticket approved, List<Portions> portions) {
        UUID orderId = approved.orderId();
        return takeAll(portions)
                .flatMap(
                        taken ->
                                taken
                                        ? tickets.save(approved)
                                                .thenReturn(new TicketApproved(orderId))
                                        : refused(orderId, ApprovalRefusal.PORTIONS_SHORT));
    }

    /** All or none: what was taken before one is found short is given back. */
    private Mono<Boolean> takeAll(List<Portions> portions) {
        if (portions.isEmpty()) {
            return Mono.just(true);
        }
        Portions first = portions.getFirst();
        return menu.take(first)
                .flatMap(
                        taken ->
                                taken
                                        ? takeAll(portions.subList(1, portions.size()))
                                                .flatMap(rest -> keep(first, rest))
                                        : Mono.just(false));
    }

    private Mono<Boolean> keep(Portions taken, boolean rest) {
        return rest ? Mono.just(true) : menu.giveBack(taken).thenReturn(false);
    }

    private static Mono<KitchenReply> refused(UUID orderId, ApprovalRefusal reason) {
        return Mono.just(new TicketApprovalRefused(orderId, reason));
    }
}
