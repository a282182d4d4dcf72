package dev.ordersaga.system.model;

/**
 * One state of everything.
 *
 * @param actors the number of each actor's state, 16 bits each
 * @param left the faults that may still happen
 */
record World(long actors, Bag inFlight, Budget left) {

    private static final int BITS = 16;
    private static final long MASK = (1L << BITS) - 1;

    int state(Role role) {
        return (int) (actors >>> BITS * role.ordinal() & MASK);
    }

    World with(Role role, int state) {
        if (state > MASK) {
            throw new IllegalArgumentException(role + " has too many states");
        }
        int shift = BITS * role.ordinal();
        return new World(actors & ~(MASK << shift) | (long) state << shift, inFlight, left);
    }

    World with(Bag bag) {
        return new World(actors, bag, left);
    }

    World after(Fault fault) {
        return new World(actors, inFlight, left.less(fault));
    }

    /** All but the actors, in one number. */
    long rest() {
        return (long) inFlight.number() << 32 | left.packed();
    }
}
