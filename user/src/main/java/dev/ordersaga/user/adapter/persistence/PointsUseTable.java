package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.PointsUses;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsUse;
import dev.ordersaga.user.domain.PointsUse.Restored;
import dev.ordersaga.user.domain.PointsUse.Tombstone;
import dev.ordersaga.user.domain.PointsUse.Used;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** One row per payment that has used points, or is never to use them. */
public final class PointsUseTable extends AggregateTable<UUID, PointsUse> implements PointsUses {

    private enum Status {
        USED,
        RESTORED,
        TOMBSTONE
    }

    public PointsUseTable(DatabaseClient db) {
        super(db, "points_use", List.of("payment_id", "user_id", "status", "amount", "currency"));
    }

    @Override
    protected UUID keyOf(PointsUse use) {
        return use.paymentId();
    }

    @Override
    protected List<@Nullable Object> values(PointsUse use) {
        return switch (use) {
            case Used(UUID payment, long user, Money price) ->
                    List.of(payment, user, Status.USED, price.amount(), price.currency());
            case Restored(UUID payment, long user, Money price) ->
                    List.of(payment, user, Status.RESTORED, price.amount(), price.currency());
            case Tombstone(UUID payment, long user) ->
                    Arrays.asList(payment, user, Status.TOMBSTONE, null, null);
        };
    }

    @Override
    protected PointsUse read(Row row) {
        UUID payment = Rows.uuid(row, "payment_id");
        long user = Rows.number(row, "user_id");
        return switch (Rows.constant(row, "status", Status.class)) {
            case USED -> new Used(payment, user, price(row));
            case RESTORED -> new Restored(payment, user, price(row));
            case TOMBSTONE -> new Tombstone(payment, user);
        };
    }

    private static Money price(Row row) {
        return new Money(Rows.number(row, "amount"), Rows.string(row, "currency"));
    }
}
