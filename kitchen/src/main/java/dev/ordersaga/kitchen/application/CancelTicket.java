package dev.ordersaga.kitchen.application;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Portions;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives back the portions and the place of a ticket that nobody cooks yet: the pivot of the
 * cancellation's saga.
 *
 * <p>Whether this or {@link CookTicket#start} comes first decides; the later of the two is refused,
 * this one with COOKING_HAS_BEGUN. Asked again, or about a rejected ticket, it answers
 * TicketCancelled; about an unknown ticket too, and leaves a tombstone.
 */
public final class CancelTicket {

    private final Tickets tickets;
    private final Menu menu;
    private final Premises premises;
    private final Clock clock;

    public CancelTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        this.tickets = tickets;
        this.menu = menu;
        this.premises = premises;
        this.clock = clock;
    }

    /** Runs inside a transaction. */
    public Mono<KitchenReply> handle(KitchenCommand.CancelTicket command) {
        UUID orderId = command.orderId();
        return tickets.find(orderId)
                .flatMap(ticket -> decide(ticket, ticket.cancel(clock.instant())))
                .switchIfEmpty(Mono.defer(() -> bury(orderId)));
    }

    private Mono<KitchenReply> decide(Ticket before, Transition cancellation) {
        UUID orderId = before.orderId();
        return switch (cancellation) {
            case Made(Ticket cancelled) ->
                    giveBack(taken(before))
                            .then(tickets.save(cancelled))
                            .thenReturn(new TicketCancelled(orderId));
            case MadeBefore _ -> Mono.just(new TicketCancelled(orderId));
            case Refused _ ->
                    Mono.just(
                            new TicketCancellationRefused(
                                    orderId, CancellationRefusal.COOKING_HAS_BEGUN));
        };
    }

    private Mono<KitchenReply> bury(UUID orderId) {
        return tickets.save(Ticket.tombstone(orderId, clock.instant()))
                .thenReturn(new TicketCancelled(orderId));
    }

    /** Portions are taken by the approval, not before. */
    private static List<Portions> taken(Ticket ticket) {
        return ticket.status() == TicketStatus.APPROVED ? ticket.portions() : List.of();
    }

    private Mono<Void> giveBack(List<Portions> portions) {
        return menu.items(portions.stream().map(Portions::productId).toList())
                .flatMapMany(items -> Flux.fromStream(() -> withPortions(portions, items)))
                .concatMap(menu::save)
                .then(premises.freePlace());
    }

    private static Stream<MenuItem> withPortions(
            List<Portions> portions, Map<Long, MenuItem> items) {
        return portions.stream()
                .map(
                        back ->
                                requireNonNull(items.get(back.productId()), "no such product")
                                        .giveBack(back.amount()));
    }
}
