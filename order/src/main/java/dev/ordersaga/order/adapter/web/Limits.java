package dev.ordersaga.order.adapter.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request may hold at most. */
final class Limits {

    /** The largest number that every JSON client can hold: 2^53 - 1. */
    static final long MAX_ID = (1L << 53) - 1;

    static final int MAX_ITEMS = 50;

    /** Of one product in one order. */
    static final int MAX_AMOUNT = 1_000;

    private Limits() {}

    /** A value that validation has found to be there. */
    static <T> T valid(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
