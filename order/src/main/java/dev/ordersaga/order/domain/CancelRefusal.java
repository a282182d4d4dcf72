package dev.ordersaga.order.domain;

/** Why an order was not cancelled. */
public enum CancelRefusal {
    COOKING_HAS_BEGUN
}
