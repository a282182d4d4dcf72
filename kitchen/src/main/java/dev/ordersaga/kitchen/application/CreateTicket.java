package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.kitchen.domain.Kitchen;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Prices every item from the menu and takes a place in the waiting line.
 *
 * <p>Asked again for an order it answers what it has. Refused, in this order: CANCELLED where the
 * ticket was rejected or cancelled before, KITCHEN_CLOSED, PRODUCT_UNAVAILABLE for an unknown or
 * withdrawn product, FULL_WAITING.
 */
public final class CreateTicket {

    private final Tickets tickets;
    private final Menu menu;
    private final Premises premises;
    private final Clock clock;

    public CreateTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        this.tickets = tickets;
        this.menu = menu;
        this.premises = premises;
        this.clock = clock;
    }

    /** Runs inside a transaction. */
    public Mono<KitchenReply> handle(KitchenCommand.CreateTicket command) {
        return tickets.find(command.orderId())
                .map(CreateTicket::asBefore)
                .switchIfEmpty(Mono.defer(() -> create(command)));
    }

    private static KitchenReply asBefore(Ticket ticket) {
        return switch (ticket.status()) {
            case PENDING, APPROVED, STARTED, READY, PICKED_UP -> Replies.created(ticket);
            case REJECTED, CANCELLED ->
                    new TicketRefused(ticket.orderId(), TicketRefusal.CANCELLED);
        };
    }

    private Mono<KitchenReply> create(KitchenCommand.CreateTicket command) {
        UUID orderId = command.orderId();
        List<ProductItem> wanted = command.productItems();
        return menu.items(wanted.stream().map(ProductItem::productId).toList())
                .map(known -> priced(wanted, known))
                .flatMap(items -> premises.kitchen().flatMap(now -> admit(orderId, items, now)));
    }

    /** The items as the menu has them; empty where one of them is not for sale. */
    private static Optional<List<TicketItem>> priced(
            List<ProductItem> wanted, Map<Long, MenuItem> known) {
        List<TicketItem> items =
                wanted.stream()
                        .flatMap(
                                item ->
                                        Stream.ofNullable(known.get(item.productId()))
                                                .flatMap(on -> on.ordered(item.amount()).stream()))
                        .toList();
        return items.size() == wanted.size() ? Optional.of(items) : Optional.empty();
    }

    private Mono<KitchenReply> admit(
            UUID orderId, Optional<List<TicketItem>> items, Kitchen kitchen) {
        if (!kitchen.open()) {
            return refused(orderId, TicketRefusal.KITCHEN_CLOSED);
        }
        return items.map(priced -> queue(Ticket.create(orderId, priced, clock.instant()), kitchen))
                .orElseGet(() -> refused(orderId, TicketRefusal.PRODUCT_UNAVAILABLE));
    }

    private Mono<KitchenReply> queue(Ticket ticket, Kitchen kitchen) {
        KitchenReply created = Replies.created(ticket);
        return kitchen.takePlace()
                .map(fuller -> premises.save(fuller).then(tickets.save(ticket)).thenReturn(created))
                .orElseGet(() -> refused(ticket.orderId(), TicketRefusal.FULL_WAITING));
    }

    private static Mono<KitchenReply> refused(UUID orderId, TicketRefusal reason) {
        return Mono.just(new TicketRefused(orderId, reason));
    }
}
