package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.LogTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The timelines of all sagas. */
public final class TimelineTable extends LogTable<TimelineEntry> implements Timeline {

    private static final List<String> COLUMNS =
            List.of("tx_id", "number", "at", "step", "direction", "outcome", "reason", "by_whom");
    private static final String SELECT =
            "SELECT " + String.join(", ", COLUMNS) + " FROM saga_timeline WHERE ";
    private static final String STRETCH = "(tx_id = ? AND number > ? AND number <= ?)";
    private static final int STRETCHES_PER_STATEMENT = 100;

    private final DatabaseClient db;

    public TimelineTable(DatabaseClient db) {
        super("saga_timeline", COLUMNS);
        this.db = db;
    }

    /**
     * A part of a timeline.
     *
     * @param after the number before its first
     * @param last the number of its last
     */
    record Stretch(UUID txId, int after, int last) {

        boolean isEmpty() {
            return last <= after;
        }
    }

    /** Entries by saga and number. */
    record Entries(Map<UUID, NavigableMap<Integer, TimelineEntry>> bySaga) {

        /** Those of a stretch, in their order. */
        List<TimelineEntry> of(Stretch stretch) {
            NavigableMap<Integer, TimelineEntry> ofSaga = bySaga.get(stretch.txId());
            return ofSaga == null || stretch.isEmpty()
                    ? List.of()
                    : List.copyOf(
                            ofSaga.subMap(stretch.after(), false, stretch.last(), true).values());
        }
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
                db, SELECT + "tx_id = ? ORDER BY number", List.of(txId), (row, _) -> read(row));
    }

    /** What is committed of these stretches, of which there may be many. */
    Mono<Entries> stretches(Collection<Stretch> stretches) {
        return Flux.fromStream(
                        () -> stretches.stream().filter(stretch -> !stretch.isEmpty()).distinct())
                .buffer(STRETCHES_PER_STATEMENT)
                .concatMap(this::select)
                .collect(
                        () -> new Entries(new HashMap<>()),
                        (entries, entry) ->
                                entries.bySaga()
                                        .computeIfAbsent(entry.txId(), _ -> new TreeMap<>())
                                        .put(entry.number(), entry));
    }

    private Flux<TimelineEntry> select(List<Stretch> stretches) {
        List<Object> values = new ArrayList<>();
        for (Stretch stretch : stretches) {
            values.addAll(List.of(stretch.txId(), stretch.after(), stretch.last()));
        }
        String any = String.join(" OR ", Collections.nCopies(stretches.size(), STRETCH));
        return Rows.select(db, SELECT + any, values, (row, _) -> read(row));
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
