package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.EndedOrders;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Finds the ended among some orders, by their key. */
public final class EndedOrdersQuery implements EndedOrders {

    private static final List<OrderStatus> ENDS =
            Arrays.stream(OrderStatus.values()).filter(OrderStatus::isEnd).toList();

    private final DatabaseClient db;
    private final OrderTable table;

    public EndedOrdersQuery(DatabaseClient db, OrderTable table) {
        this.db = db;
        this.table = table;
    }

    @Override
    public Flux<Order> among(Collection<UUID> orderIds) {
        List<Object> values = new ArrayList<>(orderIds);
        values.addAll(ENDS);
        return Rows.select(
                db,
                "SELECT %s FROM orders WHERE order_id IN (%s) AND status IN (%s)"
                        .formatted(
                                String.join(", ", OrderTable.COLUMNS),
                                Rows.list("?", orderIds.size()),
                                Rows.list("?", ENDS.size())),
                values,
                (row, _) -> table.read(row));
    }
}
