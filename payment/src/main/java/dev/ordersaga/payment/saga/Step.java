package dev.ordersaga.payment.saga;

/** The commands of the saga: one action, and its compensation. */
public enum Step {
    /** {@code user.points.use}. */
    USE_POINTS,
    /** {@code user.points.restore}: undoes {@link #USE_POINTS}, whether or not it took effect. */
    RESTORE_POINTS
}
