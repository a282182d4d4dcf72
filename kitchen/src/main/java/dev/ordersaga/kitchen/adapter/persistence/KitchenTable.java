package dev.ordersaga.kitchen.adapter.persistence;

import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.domain.Kitchen;
import dev.ordersaga.messaging.store.CountedTable;
import dev.ordersaga.messaging.store.Rows;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The kitchen, in one row. The places of the waiting line are counted, never overwritten. */
public final class KitchenTable extends CountedTable<Integer, Kitchen> implements Premises {

    private static final int ONLY_ROW = 1;

    public KitchenTable(DatabaseClient db) {
        super(db, "kitchen", List.of("id", "is_open", "waiting_capacity", "currency", "waiting"));
    }

    @Override
    public Mono<Kitchen> kitchen() {
        return find(ONLY_ROW).switchIfEmpty(missing());
    }

    @Override
    public Mono<Kitchen> read() {
        return read(ONLY_ROW).switchIfEmpty(missing());
    }

    private static <T> Mono<T> missing() {
        return Mono.error(() -> new IllegalStateException("no row of the kitchen"));
    }

    @Override
    protected Integer keyOf(Kitchen kitchen) {
        return ONLY_ROW;
    }

    @Override
    protected List<@Nullable Object> values(Kitchen kitchen) {
        return List.of(
                ONLY_ROW,
                kitchen.open(),
                kitchen.waitingCapacity(),
                kitchen.currency(),
                kitchen.waiting());
    }

    @Override
    protected Kitchen read(Row row) {
        return new Kitchen(
                Rows.flag(row, "is_open"),
                Math.toIntExact(Rows.number(row, "waiting_capacity")),
                Math.toIntExact(Rows.number(row, "waiting")),
                Rows.string(row, "currency"));
    }
}
