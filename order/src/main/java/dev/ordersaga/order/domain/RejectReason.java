package dev.ordersaga.order.domain;

/** Why an order was rejected. */
public enum RejectReason {
    USER_UNKNOWN,
    USER_ABNORMAL,
    PRODUCT_UNAVAILABLE,
    KITCHEN_CLOSED,
    FULL_WAITING,
    /** Nothing could be charged: points short, no account. */
    REJECT_DURING_PAYMENT,
    /** The kitchen refused the ticket after the payment, which was given back. */
    TICKET_REJECTED,
    /** A service gave up on its step for technical reasons; everything was undone. */
    STEP_FAILED
}
