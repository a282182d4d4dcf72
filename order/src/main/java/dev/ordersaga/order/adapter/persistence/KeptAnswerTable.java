package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.LogTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.FirstAnswer;
import dev.ordersaga.order.application.IdempotencyKey;
import dev.ordersaga.order.application.KeptAnswer;
import dev.ordersaga.order.application.KeptAnswers;
import dev.ordersaga.order.application.KeptAnswers.Standing.Busy;
import dev.ordersaga.order.application.KeptAnswers.Standing.Free;
import dev.ordersaga.order.application.KeptAnswers.Standing.Used;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The first answers. Transactions write them in the order of their keys. */
public final class KeptAnswerTable extends LogTable<KeptAnswer> implements KeptAnswers {

    private static final List<String> COLUMNS =
            List.of(
                    "user_id",
                    "request_key",
                    "fingerprint",
                    "order_id",
                    "status",
                    "headers",
                    "body",
                    "kept_at");
    private static final String SELECT =
            "SELECT "
                    + String.join(", ", COLUMNS)
                    + " FROM kept_answer WHERE user_id = ? AND request_key = ?";

    /** The row is locked by somebody else: as MySQL says it, and as MariaDB does. */
    private static final Set<Integer> LOCKED = Set.of(3572, 1205);

    private final DatabaseClient db;

    public KeptAnswerTable(DatabaseClient db) {
        super("kept_answer", COLUMNS);
        this.db = db;
    }

    @Override
    protected List<@Nullable Object> values(KeptAnswer kept) {
        return List.of(
                kept.key().userId(),
                bytes(kept.key()),
                kept.fingerprint(),
                kept.orderId(),
                kept.answer().status(),
                Json.write(kept.answer().headers()),
                kept.answer().body(),
                kept.at());
    }

    @Override
    protected Comparator<KeptAnswer> order() {
        return Comparator.comparing(KeptAnswer::key);
    }

    @Override
    public Mono<Void> add(KeptAnswer answer) {
        return append(answer);
    }

    @Override
    public Mono<KeptAnswer> read(IdempotencyKey key) {
        return select(key, SELECT);
    }

    /** A row that is not committed yet is locked by who has written it. */
    @Override
    public Mono<Standing> look(IdempotencyKey key) {
        return select(key, SELECT + " FOR UPDATE NOWAIT")
                .<Standing>map(Used::new)
                .defaultIfEmpty(new Free())
                .onErrorResume(KeptAnswerTable::isLocked, _ -> Mono.just(new Busy()));
    }

    private Mono<KeptAnswer> select(IdempotencyKey key, String sql) {
        return Rows.select(db, sql, List.of(key.userId(), bytes(key)), (row, _) -> kept(key, row))
                .singleOrEmpty();
    }

    private static KeptAnswer kept(IdempotencyKey key, Row row) {
        return new KeptAnswer(
                key,
                Rows.string(row, "fingerprint"),
                Rows.uuid(row, "order_id"),
                new FirstAnswer(
                        (int) Rows.number(row, "status"),
                        headers(Rows.string(row, "headers")),
                        Rows.string(row, "body")),
                Rows.instant(row, "kept_at"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> headers(String json) {
        return Json.read(json, Map.class);
    }

    private static boolean isLocked(Throwable fault) {
        return fault instanceof DataAccessException
                && fault.getCause() instanceof R2dbcException cause
                && LOCKED.contains(cause.getErrorCode());
    }

    @Override
    public Mono<Long> forget(Instant before, int limit) {
        return Rows.update(
                db,
                "DELETE FROM kept_answer WHERE kept_at < ? ORDER BY kept_at LIMIT " + limit,
                List.of(before));
    }

    private static byte[] bytes(IdempotencyKey key) {
        return key.value().getBytes(StandardCharsets.US_ASCII);
    }
}
