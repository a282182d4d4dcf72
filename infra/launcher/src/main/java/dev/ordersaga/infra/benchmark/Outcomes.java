package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.Summary;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the orders of the measured time, as the order service has it. */
final class Outcomes {

    private static final String BY_OUTCOME =
            """
            SELECT CONCAT_WS(', ', status, reject_reason), COUNT(*) FROM orders
            WHERE created_at >= ? AND created_at < ? GROUP BY 1 ORDER BY 2 DESC, 1
            """;

    private Outcomes() {}

    static Map<String, Long> of(Map<String, String> env, Summary summary) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        try (var connection = Jdbc.connect(env, "ORDER_DATABASE_URL");
                PreparedStatement query = connection.prepareStatement(BY_OUTCOME)) {
            query.setString(1, utc(summary.begun()));
            query.setString(2, utc(summary.over()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                outcomes.put(row.getString(1), row.getLong(2));
            }
            return outcomes;
        } catch (SQLException e) {
            throw Failure.failed("The orders cannot be counted: " + e.getMessage());
        }
    }

    private static String utc(Instant instant) {
        return Timestamp.valueOf(instant.atOffset(ZoneOffset.UTC).toLocalDateTime()).toString();
    }
}
