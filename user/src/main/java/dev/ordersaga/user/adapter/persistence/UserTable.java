package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.Users;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import io.r2dbc.spi.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** One row per user. */
public final class UserTable extends AggregateTable<Long, User> implements Users {

    public UserTable(DatabaseClient db) {
        super(db, "users", List.of("user_id", "name", "standing"));
    }

    @Override
    protected Long keyOf(User user) {
        return user.userId();
    }

    @Override
    protected List<@Nullable Object> values(User user) {
        return List.of(user.userId(), user.name(), user.standing());
    }

    @Override
    protected User read(Row row) {
        return new User(
                Rows.number(row, "user_id"),
                Rows.string(row, "name"),
                Rows.constant(row, "standing", Standing.class));
    }
}
