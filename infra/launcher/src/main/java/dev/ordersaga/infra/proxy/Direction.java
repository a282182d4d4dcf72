package dev.ordersaga.infra.proxy;

/** Which way bytes go. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM
}
