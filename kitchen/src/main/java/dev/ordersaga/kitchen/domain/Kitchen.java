package dev.ordersaga.kitchen.domain;

import java.util.Optional;

/**
 * The kitchen and its waiting line.
 *
 * @param open whether it takes and approves tickets
 * @param waitingCapacity how many tickets may wait; fewer than wait already is allowed, and then
 *     nobody else comes in
 * @param waiting how many places of the line are taken; more than the capacity where that was
 *     lowered meanwhile
 * @param currency of its whole menu, ISO 4217
 */
public record Kitchen(boolean open, int waitingCapacity, int waiting, String currency) {

    public Kitchen {
        if (waitingCapacity < 0) {
            throw new IllegalArgumentException("waitingCapacity: " + waitingCapacity);
        }
        if (waiting < 0) {
            throw new IllegalArgumentException("waiting: " + waiting);
        }
    }

    /** Whether a price is in the kitchen's currency, so that one ticket has one currency. */
    public boolean takes(Money price) {
        return currency.equals(price.currency());
    }

    public Kitchen with(boolean nowOpen, int nowWaitingCapacity) {
        return new Kitchen(nowOpen, nowWaitingCapacity, waiting, currency);
    }

    /** With one more who waits; empty where it is closed or no place is free. */
    public Optional<Kitchen> takePlace() {
        return open && waiting < waitingCapacity ? Optional.of(withWaiting(1)) : Optional.empty();
    }

    /** With one fewer who waits: a place that was taken is given back. */
    public Kitchen freePlace() {
        return withWaiting(-1);
    }

    private Kitchen withWaiting(int more) {
        return new Kitchen(open, waitingCapacity, waiting + more, currency);
    }
}
