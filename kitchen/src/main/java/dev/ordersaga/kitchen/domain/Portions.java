package dev.ordersaga.kitchen.domain;

/** So many portions of one product. */
public record Portions(long productId, int amount) {}
