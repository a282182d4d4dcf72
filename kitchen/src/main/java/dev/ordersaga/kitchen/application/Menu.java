package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.MenuItem;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All products that are or were on the menu, with what is left of each. */
public interface Menu {

    /** Has these products loaded and locked with what is looked for next. */
    Mono<Void> prefetch(Collection<Long> productIds);

    /**
     * Loads and locks these products.
     *
     * @return as this transaction has them, by product id; without those that are unknown
     */
    Mono<Map<Long, MenuItem>> items(Collection<Long> productIds);

    /** Takes the state of a product that was looked for before into this transaction. */
    Mono<Void> save(MenuItem item);

    /** What is committed, in the order of the product ids. */
    Flux<MenuItem> all();
}
