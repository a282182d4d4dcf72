package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.store.LogTable;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** What handled messages did, one row per effect. */
final class Effects extends LogTable<String> {

    Effects(DatabaseClient db) {
        super("effects", List.of("message_id"));
    }

    @Override
    protected List<Object> values(String messageId) {
        return List.of(messageId);
    }
}
