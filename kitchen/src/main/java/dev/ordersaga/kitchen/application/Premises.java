package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Kitchen;
import reactor.core.publisher.Mono;

/** The kitchen and the places of its waiting line. */
public interface Premises {

    /** The kitchen as this transaction has it, locked. */
    Mono<Kitchen> kitchen();

    /** Takes the new state into this transaction; the kitchen was looked at before. */
    Mono<Void> change(Kitchen kitchen);

    /**
     * Takes a place in the waiting line if the kitchen is open and one is free.
     *
     * @return false, and nothing is taken, where it is not so
     */
    Mono<Boolean> takePlace();

    /** Gives back a place that was taken. */
    Mono<Void> freePlace();

    /** What is committed, without a lock. */
    Mono<Occupancy> read();

    /**
     * The kitchen, and how many places of its waiting line are taken.
     *
     * @param waiting more than the capacity where that was lowered meanwhile
     */
    record Occupancy(Kitchen kitchen, int waiting) {}
}
