package dev.ordersaga.kitchen.domain;

/**
 * An item of a ticket, as the menu had it when the ticket was created.
 *
 * @param amount how many portions, at least one
 * @param price of one portion
 */
public record TicketItem(long productId, String name, int amount, Money price) {

    public TicketItem {
        if (amount < 1) {
            throw new IllegalArgumentException("amount: " + amount);
        }
    }

    Money total() {
        return price.times(amount);
    }
}
