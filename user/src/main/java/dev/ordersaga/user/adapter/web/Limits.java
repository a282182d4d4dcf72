package dev.ordersaga.user.adapter.web;

/** Bounds on what a client may send. */
final class Limits {

    /** The largest whole number that every JSON client can hold, 2^53 - 1. */
    static final long MAX_ID = 9_007_199_254_740_991L;

    /** Minor units, in one request. */
    static final long MAX_AMOUNT = 1_000_000_000_000L;

    static final int MAX_NAME = 100;

    static final int MIN_PASSWORD = 8;

    /** Bytes in UTF-8: what the encoder looks at. */
    static final int MAX_PASSWORD = 72;

    static final String LOGIN = "[a-z0-9][a-z0-9._@+-]{2,63}";

    private Limits() {}
}
