package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.OrderOverview;
import dev.ordersaga.order.application.OrderQuery;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/**
 * Ids are ordered by time, and so are the indexes by user and status, and by status: the newest
 * orders of one status are had from the end of one of them. Of several statuses the newest of each
 * are taken together, so that one more index need not be kept for all.
 */
public final class OrderOverviewQuery implements OrderOverview {

    private static final String SELECT =
            "SELECT " + String.join(", ", OrderTable.COLUMNS) + " FROM orders WHERE ";
    private static final UUID LAST = new UUID(-1, -1);

    private final DatabaseClient db;
    private final OrderTable table;

    public OrderOverviewQuery(DatabaseClient db, OrderTable table) {
        this.db = db;
        this.table = table;
    }

    @Override
    public Flux<Order> find(OrderQuery query) {
        return Rows.select(db, sql(query), values(query), (row, _) -> table.read(row));
    }

    static String sql(OrderQuery query) {
        String newest = " ORDER BY order_id DESC LIMIT " + query.limit();
        String ofStatus =
                SELECT
                        + (query.userId() == null ? "" : "user_id = ? AND ")
                        + "status = ? AND order_id < ?"
                        + newest;
        return query.statuses().size() == 1
                ? ofStatus
                : String.join(
                                " UNION ALL ",
                                Collections.nCopies(query.statuses().size(), "(" + ofStatus + ")"))
                        + newest;
    }

    private static List<Object> values(OrderQuery query) {
        List<Object> values = new ArrayList<>();
        for (OrderStatus status : query.statuses()) {
            if (query.userId() != null) {
                values.add(query.userId());
            }
            values.add(status);
            values.add(Objects.requireNonNullElse(query.before(), LAST));
        }
        return values;
    }
}
