package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Kitchen;
import java.util.List;
import reactor.core.publisher.Mono;

/** A kitchen in memory. */
public final class InMemoryPremises implements Premises {

    private final List<String> journal;
    private Kitchen kitchen = new Kitchen(true, 2, 0, "KRW");
    private boolean broken;

    InMemoryPremises(List<String> journal) {
        this.journal = journal;
    }

    @Override
    public Mono<Kitchen> kitchen() {
        return Mono.fromSupplier(
                () -> {
                    journal.add("kitchen");
                    return kitchen;
                });
    }

    @Override
    public Mono<Void> save(Kitchen changed) {
        return Mono.fromRunnable(
                () -> {
                    if (broken) {
                        throw new IllegalStateException("the waiting line is broken");
                    }
                    kitchen = changed;
                });
    }

    @Override
    public Mono<Kitchen> read() {
        return Mono.fromSupplier(() -> kitchen);
    }

    public void close() {
        kitchen = kitchen.with(false, kitchen.waitingCapacity());
    }

    public void capacity(int places) {
        kitchen = kitchen.with(kitchen.open(), places);
    }

    public int waiting() {
        return kitchen.waiting();
    }

    public void waiting(int places) {
        kitchen =
                new Kitchen(kitchen.open(), kitchen.waitingCapacity(), places, kitchen.currency());
    }

    /** From now on, taking and giving back places is a technical failure. */
    public void breakDown() {
        broken = true;
    }
}
