package dev.ordersaga.kitchen.domain;

import java.util.Optional;

/**
 * A product that the kitchen sells, or has withdrawn.
 *
 * @param price of one portion
 * @param portions how many are left
 * @param available false once it is withdrawn
 */
public record MenuItem(long productId, String name, Money price, int portions, boolean available) {

    public MenuItem {
        if (portions < 0) {
            throw new IllegalArgumentException("portions: " + portions);
        }
    }

    /**
     * So many of it on a ticket, with the name and the price of this moment; empty if it is
     * withdrawn. Portions are not looked at here: they are taken when the ticket is approved.
     */
    public Optional<TicketItem> ordered(int amount) {
        return available
                ? Optional.of(new TicketItem(productId, name, amount, price))
                : Optional.empty();
    }

    /** Without so many portions; empty where fewer are left. */
    public Optional<MenuItem> take(int amount) {
        return portions < amount ? Optional.empty() : Optional.of(withPortions(-amount));
    }

    /** With so many portions that were taken before. */
    public MenuItem giveBack(int amount) {
        return withPortions(amount);
    }

    private MenuItem withPortions(int more) {
        return new MenuItem(productId, name, price, Math.addExact(portions, more), available);
    }
}
