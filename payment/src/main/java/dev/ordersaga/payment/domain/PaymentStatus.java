package dev.ordersaga.payment.domain;

/** Where a payment stands. */
public enum PaymentStatus {
    /** The points are being used, or given back because it is unknown whether they were. */
    PENDING,
    /** Charged. */
    COMPLETED,
    /** Nothing is charged, and the payment says why. */
    FAILED,
    /** The points are being given back. */
    REFUNDING,
    /** Nothing is charged any more, or, in a tombstone, ever was. */
    REFUNDED
}
