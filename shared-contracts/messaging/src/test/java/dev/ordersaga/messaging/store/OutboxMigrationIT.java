package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** What waited in the outbox when a service was stopped is sent by its next version. */
class OutboxMigrationIT {

    private static final String ONE_MESSAGE_PER_ROW = "2";
    private static final String BODY = "{\"name\":\"김 \\\"Kim\\\"\",\"amount\":1}";

    private final TestServers servers = TestServers.get();
    private final String schema = servers.newSchema();

    @Test
    void waitingMessagesComeAlong() throws Exception {
        migration().target(ONE_MESSAGE_PER_ROW).load().migrate();
        try (Connection database = servers.jdbc(schema);
                Statement sql = database.createStatement()) {
            sql.execute(row("01", "c-1", "TRUE", "'00-01-02-00'"));
            sql.execute(row("02", "e-1", "FALSE", "NULL"));

            migration().load().migrate();

            assertThat(rows(sql))
                    .containsExactly(
                            List.of(message("c-1", true, "00-01-02-00")),
                            List.of(message("e-1", false, null)));
        }
    }

    private FluentConfiguration migration() {
        Map<String, Object> properties = servers.properties("none", schema);
        return Flyway.configure()
                .dataSource(
                        (String) properties.get("spring.flyway.url"),
                        (String) properties.get("spring.r2dbc.username"),
                        (String) properties.get("spring.r2dbc.password"))
                .locations("classpath:db/messaging");
    }

    private static String row(String id, String messageId, String mandatory, String trace) {
        return Literals.fill(
                "INSERT INTO outbox (id, due_at, exchange, routing_key, message_id,"
                        + " correlation_id, type, mandatory, traceparent, created_at, body)"
                        + " VALUES (UNHEX(?), UTC_TIMESTAMP(6), 'x', 'k', ?, 'c', 'T', "
                        + mandatory
                        + ", "
                        + trace
                        + ", UTC_TIMESTAMP(6), ?)",
                List.of(id, messageId, BODY));
    }

    private static OutboxMessage message(String id, boolean mandatory, String traceparent) {
        return new OutboxMessage("x", "k", id, "c", "T", mandatory, traceparent, BODY);
    }

    private static List<List<OutboxMessage>> rows(Statement sql) throws Exception {
        List<List<OutboxMessage>> rows = new ArrayList<>();
        try (ResultSet found = sql.executeQuery("SELECT messages FROM outbox ORDER BY id")) {
            while (found.next()) {
                rows.add(OutboxJson.read(found.getString(1)));
            }
        }
        return rows;
    }
}
