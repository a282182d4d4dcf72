package dev.ordersaga.order.application;

/** What would come of replaying a dead letter now. */
public enum ReplayVerdict {
    /** Somebody waits for it. */
    TAKES_EFFECT,
    /** It has taken effect already, so that nothing would happen. */
    DUPLICATE,
    /** Nobody waits for it any more, and it is known to be harmless. */
    LATE,
    /** Nobody could understand it. */
    UNREADABLE
}
