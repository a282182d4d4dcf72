package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.SagaOverview;
import dev.ordersaga.order.application.SagaQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ids are ordered by time, and so is the key: the oldest sagas of a phase are had from an index.
 */
public final class SagaOverviewQuery implements SagaOverview {

    private static final String SELECT =
            "SELECT " + String.join(", ", SagaTable.COLUMNS) + " FROM saga WHERE ";
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final DatabaseClient db;
    private final SagaTable table;

    public SagaOverviewQuery(DatabaseClient db, SagaTable table) {
        this.db = db;
        this.table = table;
    }

    @Override
    public Flux<RunningSaga> find(SagaQuery query) {
        return Rows.select(db, sql(query), values(query), (row, _) -> table.read(row));
    }

    static String sql(SagaQuery query) {
        return SELECT
                + "phase IN ("
                + Rows.list("?", query.phases().size())
                + ") AND tx_id > ? AND tx_id < ?"
                + (query.step() == null ? "" : " AND step = ?")
                + " ORDER BY tx_id LIMIT "
                + query.limit();
    }

    private static List<Object> values(SagaQuery query) {
        List<Object> values = new ArrayList<>(query.phases());
        values.add(Objects.requireNonNullElse(query.after(), FIRST));
        values.add(firstIdOf(query.before()));
        if (query.step() != null) {
            values.add(query.step());
        }
        return values;
    }

    /** No id that was made at this time or later is smaller. */
    private static UUID firstIdOf(@Nullable Instant time) {
        return time == null ? LAST : new UUID(time.toEpochMilli() << 16, 0);
    }

    @Override
    public Mono<RunningSaga> read(UUID txId) {
        return Rows.select(db, SELECT + "tx_id = ?", List.of(txId), (row, _) -> table.read(row))
                .singleOrEmpty();
    }
}
