package dev.ordersaga.messaging.failpoint;

/**
 * A boundary that all work of a service crosses, whether messages, requests or timers ask for it.
 */
public enum Failpoint {

    /** State, outbox and inbox are about to be written and committed. */
    BEFORE_COMMIT,

    /** All is committed; nobody knows it yet, and nothing of it is published. */
    AFTER_COMMIT,

    /** The broker has confirmed messages, which are still in the outbox. */
    AFTER_PUBLISH,

    /** Messages have been handled, and are not yet acknowledged. */
    BEFORE_ACK
}
