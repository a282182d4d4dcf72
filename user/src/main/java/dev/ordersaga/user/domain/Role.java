package dev.ordersaga.user.domain;

/** What an account may do, as its tokens say. */
public enum Role {
    /** Orders, and sees what is its own. */
    CUSTOMER,
    /** Runs the kitchen. */
    KITCHEN,
    /** Sees everything, and puts it right. */
    OPERATOR
}
