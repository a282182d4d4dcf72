package dev.ordersaga.messaging.store;

import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a transaction runs at its end, together with all others that it has.
 *
 * @param values in the order of its question marks, of which it has at least one
 * @param check is told how many rows the statement has changed, as the database counts them, and
 *     throws where that makes the transaction fail
 */
record Write(String sql, List<? extends @Nullable Object> values, LongConsumer check) {

    static Write of(String sql, List<? extends @Nullable Object> values) {
        return new Write(sql, values, _ -> {});
    }
}
