package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Statements over many rows, and the column types that SQL does not share with Java: a UUID is
 * BINARY(16), an Instant a DATETIME(6) in UTC.
 */
public final class Rows {

    private static final int ROWS_PER_STATEMENT = 200;

    private Rows() {}

    /**
     * The statements {@code head VALUES (row), (row), … tail}, a few hundred rows each.
     *
     * @param row the placeholders of one row, e.g. {@code (?, ?, UTC_TIMESTAMP(6))}
     */
    static List<Write> inserts(
            String head,
            String row,
            List<? extends List<? extends @Nullable Object>> rows,
            String tail) {
        List<Write> writes = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
            var some = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_STATEMENT));
            writes.add(new Write(insert(head, row, some, tail)));
        }
        return writes;
    }

    private static String insert(
            String head,
            String row,
            List<? extends List<? extends @Nullable Object>> rows,
            String tail) {
        StringBuilder sql = new StringBuilder(head).append(" VALUES ");
        String separator = "";
        for (List<? extends @Nullable Object> values : rows) {
            Literals.fill(sql.append(separator), row, values);
            separator = ", ";
        }
        return sql.append(' ').append(tail).toString();
    }

    /** Runs queries one after the other, in a single round trip to the database. */
    static Mono<Void> read(DatabaseClient db, List<Read> reads) {
        return db.inConnection(
                connection -> {
                    Batch batch = connection.createBatch();
                    reads.forEach(read -> batch.add(read.sql()));
                    return Flux.from(batch.execute())
                            .zipWithIterable(reads)
                            .concatMap(answered -> take(answered.getT1(), answered.getT2()))
                            .then();
                });
    }

    private static Mono<Void> take(Result result, Read read) {
        return Flux.from(
                        result.map(
                                (row, _) -> {
                                    read.rows().accept(row);
                                    return read;
                                }))
                .then(Mono.fromRunnable(read.end()));
    }

    /** Runs one statement with its values in the order of its question marks. */
    public static Mono<Long> update(
            DatabaseClient db, String sql, List<? extends @Nullable Object> values) {
        return db.inConnection(
                connection ->
                        Flux.from(filled(connection, sql, values).execute())
                                .concatMap(result -> result.getRowsUpdated())
                                .reduce(0L, Long::sum));
    }

    /**
     * Runs one query. It should be read to its end, so that the connection goes back to the pool
     * idle; for one row there is {@code singleOrEmpty}.
     */
    public static <T> Flux<T> select(
            DatabaseClient db,
            String sql,
            List<? extends @Nullable Object> values,
            BiFunction<Row, RowMetadata, T> mapping) {
        return db.inConnectionMany(
                connection ->
                        Flux.from(filled(connection, sql, values).execute())
                                .concatMap(result -> result.map(mapping)));
    }

    /** {@code item, item, …}, n times. */
    public static String list(String item, int n) {
        return String.join(", ", Collections.nCopies(n, item));
    }

    /** A batch also where it is a single statement, since in those the driver looks for marks. */
    private static Batch filled(
            Connection connection, String sql, List<? extends @Nullable Object> values) {
        return connection.createBatch().add(Literals.fill(sql, values));
    }

    public static UUID uuid(Row row, String column) {
        ByteBuffer bytes = ByteBuffer.wrap(required(row, column, byte[].class));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    public static Instant instant(Row row, String column) {
        return required(row, column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant instantOrNull(Row row, String column) {
        LocalDateTime value = row.get(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    public static String string(Row row, String column) {
        return required(row, column, String.class);
    }

    public static @Nullable String stringOrNull(Row row, String column) {
        return row.get(column, String.class);
    }

    public static long number(Row row, String column) {
        return required(row, column, Long.class);
    }

    public static boolean flag(Row row, String column) {
        return required(row, column, Boolean.class);
    }

    public static <E extends Enum<E>> E constant(Row row, String column, Class<E> type) {
        return Enum.valueOf(type, string(row, column));
    }

    private static <T> T required(Row row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
