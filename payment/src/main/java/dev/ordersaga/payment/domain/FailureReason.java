package dev.ordersaga.payment.domain;

/** Why a payment failed. */
public enum FailureReason {
    POINTS_SHORT,
    NO_ACCOUNT,
    /** The points had been given back before they could be used. */
    CANCELLED,
    /** The points could not be reached, for technical reasons. */
    UNAVAILABLE
}
