package dev.ordersaga.system.model;

/** What goes wrong only so many times in a run. */
enum Fault {
    /** A message comes once more: the broker repeats it, or a process has crashed. */
    REPETITION,
    /** A message vanishes. */
    LOSS,
    /** A time-out comes while something is still on its way; where nothing is, it is no fault. */
    HASTE,
    /** A participant gives up on a command. */
    FAILURE
}
