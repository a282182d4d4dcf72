package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Portions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A menu in memory. */
public final class InMemoryMenu implements Menu {

    private final Map<Long, MenuItem> items = new TreeMap<>();
    private final List<String> journal;
    private long broken;

    InMemoryMenu(List<String> journal) {
        this.journal = journal;
    }

    @Override
    public Mono<Map<Long, MenuItem>> items(Collection<Long> productIds) {
        return Mono.fromSupplier(
                () -> {
                    journal.add("menu " + new TreeSet<>(productIds));
                    Map<Long, MenuItem> found = new TreeMap<>(items);
                    found.keySet().retainAll(productIds);
                    return found;
                });
    }

    @Override
    public Mono<Void> save(MenuItem item) {
        return Mono.fromRunnable(() -> items.put(item.productId(), item));
    }

    @Override
    public Mono<Boolean> take(Portions portions) {
        return Mono.fromSupplier(
                () -> {
                    if (portions.productId() == broken) {
                        throw new IllegalStateException("the menu is broken");
                    }
                    journal.add("take " + portions.amount() + " of " + portions.productId());
                    if (left(portions.productId()) < portions.amount()) {
                        return false;
                    }
                    add(portions.productId(), -portions.amount());
                    return true;
                });
    }

    @Override
    public Mono<Void> giveBack(Portions portions) {
        return Mono.fromRunnable(() -> add(portions.productId(), portions.amount()));
    }

    @Override
    public Flux<MenuItem> all() {
        return Flux.fromIterable(items.values());
    }

    public void have(MenuItem item) {
        items.put(item.productId(), item);
    }

    public int left(long productId) {
        return items.get(productId).portions();
    }

    /** From now on, taking portions of this product is a technical failure. */
    public void breakAt(long productId) {
        broken = productId;
    }

    private void add(long productId, int portions) {
        MenuItem item = items.get(productId);
        items.put(
                productId,
                new MenuItem(
                        productId,
                        item.name(),
                        item.price(),
                        item.portions() + portions,
                        item.available()));
    }
}
