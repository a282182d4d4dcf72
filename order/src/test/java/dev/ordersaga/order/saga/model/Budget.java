package dev.ordersaga.order.saga.model;

/**
 * How many more faults of each kind may happen in a run. Refusals, delays and overtaking are not
 * bounded.
 *
 * @param duplicates messages that are delivered once more
 * @param losses messages between the place-order saga and its participants that vanish
 * @param timeouts time-outs while something is still on its way; where nothing is, they are free
 * @param failures commands that a participant gives up on
 */
record Budget(int duplicates, int losses, int timeouts, int failures) {

    Budget lessDuplicates() {
        return new Budget(duplicates - 1, losses, timeouts, failures);
    }

    Budget lessLosses() {
        return new Budget(duplicates, losses - 1, timeouts, failures);
    }

    Budget lessTimeouts() {
        return new Budget(duplicates, losses, timeouts - 1, failures);
    }

    Budget lessFailures() {
        return new Budget(duplicates, losses, timeouts, failures - 1);
    }
}
