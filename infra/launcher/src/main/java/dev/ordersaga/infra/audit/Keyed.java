package dev.ordersaga.infra.audit;

/** A row and the key by which it is compared with the rows of others. */
record Keyed<T>(String key, T value) {}
