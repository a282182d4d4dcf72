package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.UnfinishedSagas;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** A saga is unfinished as long as it has a deadline. */
public final class UnfinishedSagasQuery implements UnfinishedSagas {

    private final DatabaseClient db;

    public UnfinishedSagasQuery(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Flux<UUID> ofTheOrderOf(UUID txId) {
        return Rows.select(
                db,
                "SELECT other.tx_id FROM saga one JOIN saga other ON other.order_id = one.order_id"
                        + " WHERE one.tx_id = ? AND other.deadline IS NOT NULL",
                List.of(txId),
                (row, _) -> Rows.uuid(row, "tx_id"));
    }
}
