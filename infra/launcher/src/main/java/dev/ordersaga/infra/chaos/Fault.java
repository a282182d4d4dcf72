package dev.ordersaga.infra.chaos;

/**
 * Something that goes wrong, and is put right again.
 *
 * @param name by which it is asked for, e.g. {@code broker-kill}
 * @param what happens, for people
 * @param quick whether it is part of {@code --quick}
 */
record Fault(String name, String what, boolean quick, Injection injection) {

    /** Makes it go wrong, and returns when it does. */
    @FunctionalInterface
    interface Injection {

        /** Gives what puts it right; called once, after the fault was held for a while. */
        Heal into(Stage stage);
    }

    /** Puts it right, and returns when everything runs again. */
    @FunctionalInterface
    interface Heal {

        void heal();
    }

    static Fault of(String name, String what, Injection injection) {
        return new Fault(name, what, false, injection);
    }

    /** The same as part of {@code --quick}. */
    Fault quickly() {
        return new Fault(name, what, true, injection);
    }
}
