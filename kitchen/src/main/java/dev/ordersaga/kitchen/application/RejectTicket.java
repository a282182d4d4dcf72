package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Clock;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The compensation of {@link CreateTicket}: gives the place in the waiting line back.
 *
 * <p>Where it comes before the ticket it leaves a tombstone. Asked again it answers the same. Where
 * the pivot has won it answers TicketAlreadyApproved.
 */
public final class RejectTicket {

    private final Tickets tickets;
    private final Premises premises;
    private final Clock clock;

    public RejectTicket(Tickets tickets, Premises premises, Clock clock) {
        this.tickets = tickets;
        this.premises = premises;
        this.clock = clock;
    }

    /** Runs inside a transaction. */
    public Mono<KitchenReply> handle(KitchenCommand.RejectTicket command) {
        return tickets.find(command.orderId())
                .flatMap(ticket -> decide(ticket.reject(clock.instant())))
                .switchIfEmpty(Mono.defer(() -> bury(command.orderId())));
    }

    private Mono<KitchenReply> decide(Transition rejection) {
        return switch (rejection) {
            case Made(Ticket rejected) -> reject(rejected);
            case MadeBefore(Ticket before) -> Mono.just(new TicketRejected(before.orderId()));
            case Refused(Ticket approved) ->
                    Mono.just(new TicketAlreadyApproved(approved.orderId()));
        };
    }

    private Mono<KitchenReply> reject(Ticket rejected) {
        return tickets.save(rejected)
                .then(premises.freePlace())
                .thenReturn(new TicketRejected(rejected.orderId()));
    }

    private Mono<KitchenReply> bury(UUID orderId) {
        return tickets.save(Ticket.tombstone(orderId, clock.instant()))
                .thenReturn(new TicketRejected(orderId));
    }
}
