package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Kitchen;
import reactor.core.publisher.Mono;

/** The kitchen, with its waiting line. */
public interface Premises {

    /** The kitchen as this transaction has it, locked. */
    Mono<Kitchen> kitchen();

    /** Takes the new state into this transaction; the kitchen was looked at before. */
    Mono<Void> save(Kitchen kitchen);

    /** What is committed, without a lock. */
    Mono<Kitchen> read();

    /** Gives back a place of the waiting line that was taken. */
    default Mono<Void> freePlace() {
        return kitchen().flatMap(kitchen -> save(kitchen.freePlace()));
    }
}
