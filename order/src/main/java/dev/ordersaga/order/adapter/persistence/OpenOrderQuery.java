package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.OpenOrderCounts;
import dev.ordersaga.order.domain.OrderStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Counts open orders. Only they are looked at, however many have ended. */
public final class OpenOrderQuery implements OpenOrderCounts {

    private static final List<OrderStatus> OPEN =
            Arrays.stream(OrderStatus.values()).filter(status -> !status.isEnd()).toList();
    static final String SQL =
            "SELECT user_id, COUNT(*) AS number FROM orders FORCE INDEX (orders_of_status)"
                    + " WHERE status IN ("
                    + Rows.list("?", OPEN.size())
                    + ") GROUP BY user_id";

    private final DatabaseClient db;

    public OpenOrderQuery(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<Map<Long, Long>> perUser() {
        return Rows.select(
                        db,
                        SQL,
                        OPEN,
                        (row, _) ->
                                Map.entry(Rows.number(row, "user_id"), Rows.number(row, "number")))
                .collect(HashMap::new, (counts, one) -> counts.put(one.getKey(), one.getValue()));
    }
}
