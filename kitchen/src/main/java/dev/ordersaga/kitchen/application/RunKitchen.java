package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Kitchen;
import dev.ordersaga.messaging.Transactions;
import reactor.core.publisher.Mono;

/**
 * Opens or closes the kitchen and sets the capacity of its waiting line. Tickets that wait already
 * keep their places.
 */
public final class RunKitchen {

    private final Premises premises;
    private final Transactions transactions;

    public RunKitchen(Premises premises, Transactions transactions) {
        this.premises = premises;
        this.transactions = transactions;
    }

    /** Runs in a transaction of its own, and may be run again. */
    public Mono<Kitchen> set(boolean open, int waitingCapacity) {
        return premises.kitchen()
                .map(kitchen -> kitchen.with(open, waitingCapacity))
                .flatMap(kitchen -> premises.save(kitchen).thenReturn(kitchen))
                .as(transactions::run);
    }
}
