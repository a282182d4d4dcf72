package dev.ordersaga.kitchen.domain;

/**
 * What the kitchen has decided about itself.
 *
 * @param open whether it takes and approves tickets
 * @param waitingCapacity how many tickets may wait; fewer than wait already is allowed, and then
 *     nobody else comes in
 * @param currency of its whole menu, ISO 4217
 */
public record Kitchen(boolean open, int waitingCapacity, String currency) {

    public Kitchen {
        if (waitingCapacity < 0) {
            throw new IllegalArgumentException("waitingCapacity: " + waitingCapacity);
        }
    }

    /** Whether a price is in the kitchen's currency, so that one ticket has one currency. */
    public boolean takes(Money price) {
        return currency.equals(price.currency());
    }

    public Kitchen with(boolean nowOpen, int nowWaitingCapacity) {
        return new Kitchen(nowOpen, nowWaitingCapacity, currency);
    }
}
