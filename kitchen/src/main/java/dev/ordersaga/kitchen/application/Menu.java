package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Portions;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All products that are or were on the menu, with what is left of each. */
public interface Menu {

    /**
     * Loads and locks these products. Names, prices and availability are as of this transaction;
     * portions are as of its beginning.
     *
     * @return by product id; without those that are unknown
     */
    Mono<Map<Long, MenuItem>> items(Collection<Long> productIds);

    /** Takes the state of a product that was looked for before into this transaction. */
    Mono<Void> save(MenuItem item);

    /**
     * Takes portions if so many are left.
     *
     * @return false, and nothing is taken, where they are short
     */
    Mono<Boolean> take(Portions portions);

    /** Puts back what was taken. */
    Mono<Void> giveBack(Portions portions);

    /** What is committed, in the order of the product ids. */
    Flux<MenuItem> all();
}
