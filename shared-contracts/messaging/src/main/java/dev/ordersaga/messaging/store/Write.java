package dev.ordersaga.messaging.store;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a transaction runs at its end, together with all others that it has.
 *
 * @param sql with its values
 * @param check is told how many rows the statement has changed, as the database counts them, and
 *     throws where that makes the transaction fail; null if it is all the same
 */
record Write(String sql, @Nullable LongConsumer check) {

    /** However many rows it changes. */
    Write(String sql) {
        this(sql, null);
    }
}
