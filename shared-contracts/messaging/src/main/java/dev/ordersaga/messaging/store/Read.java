package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.function.Consumer;

/**
 * A query that a transaction runs, perhaps together with others.
 *
 * @param sql with its values
 * @param rows is handed each row, which is gone afterwards
 * @param end is run when there are no more
 */
record Read(String sql, Consumer<Row> rows, Runnable end) {}
