package dev.ordersaga.system.model;

/** Who takes messages. Each has a database of its own. */
enum Role {
    ORDER,
    KITCHEN,
    PAYMENT,
    USER
}
