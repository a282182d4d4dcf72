package dev.ordersaga.messaging.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a transaction runs at its end, together with all others that it has.
 *
 * @param sql with its values
 * @param expected null if it is all the same how many rows it changes
 */
record Write(String sql, @Nullable Expected expected) {

    /**
     * What a statement must do.
     *
     * @param rows how many it changes, as the database counts them
     * @param otherwise what the transaction fails with where it does not, from what the database
     *     says
     */
    record Expected(int rows, Function<Throwable, RuntimeException> otherwise) {}

    /** However many rows it changes. */
    Write(String sql) {
        this(sql, null);
    }
}
