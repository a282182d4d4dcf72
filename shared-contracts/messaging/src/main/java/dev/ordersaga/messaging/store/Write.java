package dev.ordersaga.messaging.store;

import java.util.function.LongConsumer;

/**
 * A statement that a transaction runs at its end, together with all others that it has.
 *
 * @param sql with its values
 * @param check is told how many rows the statement has changed, as the database counts them, and
 *     throws where that makes the transaction fail
 */
record Write(String sql, LongConsumer check) {

    /** However many rows it changes. */
    Write(String sql) {
        this(sql, _ -> {});
    }
}
