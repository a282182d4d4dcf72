package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;

/** A ticket in the words of the contract. */
final class Replies {

    private Replies() {}

    /**
     * @param ticket any but a tombstone, which has no price
     */
    static TicketCreated created(Ticket ticket) {
        return new TicketCreated(
                ticket.orderId(),
                ticket.items().stream().map(Replies::priced).toList(),
                money(ticket.total().orElseThrow()));
    }

    private static PricedItem priced(TicketItem item) {
        return new PricedItem(item.productId(), item.amount(), money(item.price()));
    }

    private static Money money(dev.ordersaga.kitchen.domain.Money money) {
        return new Money(money.amount(), money.currency());
    }
}
