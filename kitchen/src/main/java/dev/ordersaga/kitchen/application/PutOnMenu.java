package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.messaging.Transactions;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Puts a product on the menu, or changes it: name, price, the portions that are left from now on,
 * and whether it is for sale. Tickets that exist keep the name and the price they have.
 */
public final class PutOnMenu {

    private final Menu menu;
    private final Premises premises;
    private final Transactions transactions;

    public PutOnMenu(Menu menu, Premises premises, Transactions transactions) {
        this.menu = menu;
        this.premises = premises;
        this.transactions = transactions;
    }

    /** What came of it. */
    public sealed interface Outcome {

        record Put(MenuItem item) implements Outcome {}

        /** The price is not in the kitchen's currency; nothing has changed. */
        record ForeignCurrency(String kitchenCurrency) implements Outcome {}
    }

    /** Runs in a transaction of its own, and may be run again. */
    public Mono<Outcome> put(MenuItem item) {
        return menu.items(List.of(item.productId()))
                .then(premises.kitchen())
                .flatMap(
                        kitchen ->
                                kitchen.takes(item.price())
                                        ? menu.save(item).thenReturn(new Outcome.Put(item))
                                        : foreign(kitchen.currency()))
                .as(transactions::run);
    }

    private static Mono<Outcome> foreign(String kitchenCurrency) {
        return Mono.just(new Outcome.ForeignCurrency(kitchenCurrency));
    }
}
