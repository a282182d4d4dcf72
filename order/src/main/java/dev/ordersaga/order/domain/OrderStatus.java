package dev.ordersaga.order.domain;

/** Where an order stands. APPROVED and REJECTED are the ends of its creation. */
public enum OrderStatus {
    PENDING,
    APPROVED,
    REJECTED
}
