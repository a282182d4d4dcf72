package dev.ordersaga.web.identity;

/** What a caller may do, as the claim {@code roles} of the token says. */
public enum Role {
    /** Orders, and sees what is its own. */
    CUSTOMER,
    /** Runs the kitchen. */
    KITCHEN,
    /** Sees everything, and puts it right. */
    OPERATOR
}
