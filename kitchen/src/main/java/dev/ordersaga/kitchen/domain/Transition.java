package dev.ordersaga.kitchen.domain;

/** What asking a ticket to move on comes to. */
public sealed interface Transition {

    /** It moves on; this is its new state. */
    record Made(Ticket ticket) implements Transition {}

    /** It had done so before; nothing changes. */
    record MadeBefore(Ticket ticket) implements Transition {}

    /** As it stands, it cannot. */
    record Refused(Ticket ticket) implements Transition {}
}
