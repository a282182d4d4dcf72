package dev.ordersaga.kitchen.adapter.persistence;

import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.domain.Kitchen;
import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The kitchen, in one row. The places of the waiting line are counted by conditional statements
 * alone: {@code waiting} is not among the columns that {@link #change} writes.
 */
public final class KitchenTable extends AggregateTable<Integer, Kitchen> implements Premises {

    private static final int ONLY_ROW = 1;
    private static final String TAKE_PLACE =
            "UPDATE kitchen SET waiting = waiting + 1"
                    + " WHERE id = ? AND is_open AND waiting < waiting_capacity";
    private static final String FREE_PLACE =
            "UPDATE kitchen SET waiting = waiting - 1 WHERE id = ?";
    private static final String OCCUPANCY =
            "SELECT is_open, waiting_capacity, currency, waiting FROM kitchen WHERE id = ?";

    private final DatabaseClient db;

    public KitchenTable(DatabaseClient db) {
        super(db, "kitchen", List.of("id", "is_open", "waiting_capacity", "currency"));
        this.db = db;
    }

    @Override
    public Mono<Kitchen> kitchen() {
        return find(ONLY_ROW)
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("no row of the kitchen")));
    }

    @Override
    public Mono<Void> change(Kitchen kitchen) {
        return save(kitchen);
    }

    @Override
    public Mono<Boolean> takePlace() {
        return Rows.update(db, TAKE_PLACE, List.of(ONLY_ROW)).map(taken -> taken == 1);
    }

    @Override
    public Mono<Void> freePlace() {
        return Rows.update(db, FREE_PLACE, List.of(ONLY_ROW)).then();
    }

    @Override
    public Mono<Occupancy> read() {
        return Rows.select(db, OCCUPANCY, List.of(ONLY_ROW), (row, _) -> occupancy(row)).single();
    }

    private Occupancy occupancy(Row row) {
        return new Occupancy(read(row), Math.toIntExact(Rows.number(row, "waiting")));
    }

    @Override
    protected Integer keyOf(Kitchen kitchen) {
        return ONLY_ROW;
    }

    @Override
    protected List<@Nullable Object> values(Kitchen kitchen) {
        return Arrays.asList(
                ONLY_ROW, kitchen.open(), kitchen.waitingCapacity(), kitchen.currency());
    }

    @Override
    protected Kitchen read(Row row) {
        return new Kitchen(
                Rows.flag(row, "is_open"),
                Math.toIntExact(Rows.number(row, "waiting_capacity")),
                Rows.string(row, "currency"));
    }
}
