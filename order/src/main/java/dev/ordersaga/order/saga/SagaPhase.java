package dev.ordersaga.order.saga;

/** How far a saga is, for whoever looks after sagas. */
public enum SagaPhase {
    /** It waits for an answer. */
    RUNNING,
    /** It waits for one that is long overdue, cannot go on without it, and goes on asking. */
    COMPENSATION_STUCK,
    ENDED
}
