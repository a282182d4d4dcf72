package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.LogTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** The timelines of all sagas. */
public final class TimelineTable extends LogTable<TimelineEntry> implements Timeline {

    private final DatabaseClient db;

    public TimelineTable(DatabaseClient db) {
        super(
                "saga_timeline",
                List.of(
                        "tx_id",
                        "number",
                        "at",
                        "step",
                        "direction",
                        "outcome",
                        "reason",
                        "by_whom"));
        this.db = db;
    }

    @Override
    protected List<@Nullable Object> values(TimelineEntry entry) {
        return Arrays.asList(
                entry.txId(),
                entry.number(),
                entry.at(),
                entry.step(),
                entry.direction(),
                entry.outcome(),
                entry.reason(),
                entry.by());
    }

    @Override
    public Flux<TimelineEntry> of(UUID txId) {
        return Rows.select(
                db,
                "SELECT tx_id, number, at, step, direction, outcome, reason, by_whom FROM saga_timeline"
                        + " WHERE tx_id = ? ORDER BY number",
                List.of(txId),
                (row, _) -> read(row));
    }

    private static TimelineEntry read(Row row) {
        return new TimelineEntry(
                Rows.uuid(row, "tx_id"),
                (int) Rows.number(row, "number"),
                Rows.instant(row, "at"),
                Rows.string(row, "step"),
                Rows.constant(row, "direction", Direction.class),
                Rows.string(row, "outcome"),
                Rows.stringOrNull(row, "reason"),
                Rows.stringOrNull(row, "by_whom"));
    }
}
