package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Kitchen;
import java.util.List;
import reactor.core.publisher.Mono;

/** A kitchen in memory. */
public final class InMemoryPremises implements Premises {

    private final List<String> journal;
    private Kitchen kitchen = new Kitchen(true, 2, "KRW");
    private int waiting;
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
    public Mono<Void> change(Kitchen changed) {
        return Mono.fromRunnable(() -> kitchen = changed);
    }

    @Override
    public Mono<Boolean> takePlace() {
        return Mono.fromSupplier(
                () -> {
                    failWhereBroken();
                    boolean free = kitchen.open() && waiting < kitchen.waitingCapacity();
                    waiting += free ? 1 : 0;
                    return free;
                });
    }

    @Override
    public Mono<Void> freePlace() {
        return Mono.fromRunnable(
                () -> {
                    failWhereBroken();
                    waiting--;
                });
    }

    @Override
    public Mono<Occupancy> read() {
        return Mono.fromSupplier(() -> new Occupancy(kitchen, waiting));
    }

    public void close() {
        kitchen = kitchen.with(false, kitchen.waitingCapacity());
    }

    public void capacity(int places) {
        kitchen = kitchen.with(kitchen.open(), places);
    }

    public int waiting() {
        return waiting;
    }

    public void waiting(int places) {
        waiting = places;
    }

    /** From now on, taking and giving back places is a technical failure. */
    public void breakDown() {
        broken = true;
    }

    private void failWhereBroken() {
        if (broken) {
            throw new IllegalStateException("the waiting line is broken");
        }
    }
}
