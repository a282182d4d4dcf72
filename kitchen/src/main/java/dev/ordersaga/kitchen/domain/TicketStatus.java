package dev.ordersaga.kitchen.domain;

/** How far a ticket has come. PENDING and APPROVED tickets hold a place in the waiting line. */
public enum TicketStatus {
    /** Priced and in the waiting line; the order is not yet paid. */
    PENDING,
    /** Its portions are taken; cooking may start. */
    APPROVED,
    STARTED,
    READY,
    PICKED_UP,
    /** Undone, or never to be done. */
    REJECTED,
    /** Approved, and given back before cooking began. */
    CANCELLED
}
