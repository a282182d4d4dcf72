package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.Money;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** The orders. Their items are one JSON column: they are only ever read and written together. */
public final class OrderTable extends AggregateTable<UUID, Order> implements Orders {

    static final List<String> COLUMNS =
            List.of(
                    "order_id",
                    "tx_id",
                    "user_id",
                    "status",
                    "items",
                    "total",
                    "currency",
                    "reject_reason",
                    "cancel_refusal",
                    "created_at",
                    "updated_at");

    public OrderTable(DatabaseClient db) {
        super(db, "orders", COLUMNS);
    }

    @Override
    protected UUID keyOf(Order order) {
        return order.orderId();
    }

    @Override
    protected List<@Nullable Object> values(Order order) {
        Money total = order.totalPrice();
        return Arrays.asList(
                order.orderId(),
                order.txId(),
                order.userId(),
                order.status(),
                Json.write(order.productItems()),
                total == null ? null : total.amount(),
                total == null ? null : total.currency(),
                order.rejectReason(),
                order.cancelRefusal(),
                order.createdAt(),
                order.updatedAt());
    }

    @Override
    protected Order read(Row row) {
        Long total = row.get("total", Long.class);
        String reason = Rows.stringOrNull(row, "reject_reason");
        String refusal = Rows.stringOrNull(row, "cancel_refusal");
        return new Order(
                Rows.uuid(row, "order_id"),
                Rows.uuid(row, "tx_id"),
                Rows.number(row, "user_id"),
                Rows.constant(row, "status", OrderStatus.class),
                List.of(Json.read(Rows.string(row, "items"), OrderItem[].class)),
                total == null ? null : new Money(total, Rows.string(row, "currency")),
                reason == null ? null : RejectReason.valueOf(reason),
                refusal == null ? null : CancelRefusal.valueOf(refusal),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
