package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.CountedTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.PointsAccounts;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One row per user. Points are counted: a balance is never overwritten. */
public final class PointsAccountTable extends CountedTable<Long, PointsAccount>
        implements PointsAccounts {

    public PointsAccountTable(DatabaseClient db) {
        super(db, "points_account", List.of("user_id", "currency", "balance"));
    }

    @Override
    public Mono<Void> open(PointsAccount account) {
        return add(account);
    }

    @Override
    protected Long keyOf(PointsAccount account) {
        return account.userId();
    }

    @Override
    protected List<@Nullable Object> values(PointsAccount account) {
        return List.of(account.userId(), account.balance().currency(), account.balance().amount());
    }

    @Override
    protected PointsAccount read(Row row) {
        return new PointsAccount(
                Rows.number(row, "user_id"),
                new Money(Rows.number(row, "balance"), Rows.string(row, "currency")));
    }
}
