package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.MenuItem;
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
    public Mono<Void> prefetch(Collection<Long> productIds) {
        return items(productIds).then();
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
        return Mono.fromRunnable(
                () -> {
                    if (item.productId() == broken) {
                        throw new IllegalStateException("the menu is broken");
                    }
                    journal.add("save " + item.productId());
                    items.put(item.productId(), item);
                });
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

    /** From now on, changing this product is a technical failure. */
    public void breakAt(long productId) {
        broken = productId;
    }
}
