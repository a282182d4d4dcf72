package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sagas. Each is one JSON value, with beside it what is searched for. */
public final class SagaTable extends AggregateTable<UUID, RunningSaga> implements Sagas {

    static final List<String> COLUMNS =
            List.of(
                    "tx_id",
                    "target",
                    "order_id",
                    "step",
                    "state",
                    "entries",
                    "deadline",
                    "phase",
                    "created_at",
                    "updated_at");
    private static final String OF_ORDER =
            "SELECT " + String.join(", ", COLUMNS) + " FROM saga WHERE order_id = ? ORDER BY tx_id";

    private final DatabaseClient db;

    public SagaTable(DatabaseClient db) {
        super(db, "saga", COLUMNS);
        this.db = db;
    }

    @Override
    public Mono<List<UUID>> late(Instant now, int limit) {
        return Rows.select(
                        db,
                        "SELECT tx_id FROM saga WHERE deadline <= ? ORDER BY deadline LIMIT "
                                + limit
                                + " FOR UPDATE SKIP LOCKED",
                        List.of(now),
                        (row, _) -> Rows.uuid(row, "tx_id"))
                .collectList();
    }

    @Override
    public Flux<RunningSaga> ofOrder(UUID orderId) {
        return Rows.select(db, OF_ORDER, List.of(orderId), (row, _) -> read(row));
    }

    @Override
    protected UUID keyOf(RunningSaga running) {
        return running.saga().txId();
    }

    @Override
    protected List<@Nullable Object> values(RunningSaga running) {
        return Arrays.asList(
                running.saga().txId(),
                running.saga().target(),
                running.saga().orderId(),
                running.saga().step().name(),
                Json.write(running.saga()),
                running.entries(),
                running.deadline(),
                running.saga().phase(),
                running.createdAt(),
                running.updatedAt());
    }

    @Override
    protected RunningSaga read(Row row) {
        return new RunningSaga(
                Json.read(Rows.string(row, "state"), kindOf(row)),
                (int) Rows.number(row, "entries"),
                Rows.instantOrNull(row, "deadline"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static Class<? extends OrderSaga> kindOf(Row row) {
        return switch (Rows.constant(row, "target", Target.class)) {
            case ORDER_CREATION -> PlaceOrderSaga.class;
            case ORDER_CANCELLATION -> CancelOrderSaga.class;
            case PAYMENT -> throw new IllegalStateException("a saga of another service");
        };
    }
}
