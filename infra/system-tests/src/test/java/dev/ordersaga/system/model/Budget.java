package dev.ordersaga.system.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How many more faults of each kind may happen in a run. Refusals, delays and overtaking are not
 * bounded.
 *
 * @param packed four bits for each kind
 */
record Budget(int packed) {

    private static final int BITS = 4;
    private static final int MOST = (1 << BITS) - 1;

    static Budget of(int repetitions, int losses, int hastes, int failures) {
        return new Budget(0)
                .plus(Fault.REPETITION, repetitions)
                .plus(Fault.LOSS, losses)
                .plus(Fault.HASTE, hastes)
                .plus(Fault.FAILURE, failures);
    }

    int left(Fault fault) {
        return packed >> BITS * fault.ordinal() & MOST;
    }

    boolean allows(Fault fault) {
        return left(fault) > 0;
    }

    Budget less(Fault fault) {
        return plus(fault, -1);
    }

    private Budget plus(Fault fault, int more) {
        return new Budget(packed + (more << BITS * fault.ordinal()));
    }

    @Override
    public String toString() {
        return Arrays.stream(Fault.values())
                .map(fault -> fault.name().toLowerCase() + " " + left(fault))
                .collect(Collectors.joining(", "));
    }
}
