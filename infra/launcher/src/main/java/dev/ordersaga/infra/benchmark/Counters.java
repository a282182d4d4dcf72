package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What broker and database count themselves. */
final class Counters {

    private static final String STATUS =
            "SHOW GLOBAL STATUS WHERE Variable_name IN"
                    + " ('Com_commit', 'Questions', 'Innodb_data_fsyncs', 'Innodb_data_written',"
                    + " 'Innodb_os_log_written')";

    private final Map<String, String> env;
    private final Http broker;
    private final String virtualHost;

    Counters(Map<String, String> env) {
        this.env = env;
        this.broker =
                Http.to(ServerUrl.parse("MANAGEMENT_URL", env.getOrDefault("MANAGEMENT_URL", "")));
        this.virtualHost = ServerUrl.parse("AMQP_URL", env.getOrDefault("AMQP_URL", "")).path();
    }

    /**
     * Since the servers started, or between two readings.
     *
     * @param published messages that the broker took from publishers
     * @param handled messages that consumers acknowledged
     * @param commits transactions
     * @param questions statements that clients sent to the database
     * @param fsyncs by which the database made data durable
     * @param written bytes that the database wrote, to its log and to its pages
     */
    record Reading(
            long published, long handled, long commits, long questions, long fsyncs, long written) {

        static final Reading NONE = new Reading(0, 0, 0, 0, 0, 0);

        Reading since(Reading earlier) {
            return new Reading(
                    published - earlier.published,
                    handled - earlier.handled,
                    commits - earlier.commits,
                    questions - earlier.questions,
                    fsyncs - earlier.fsyncs,
                    written - earlier.written);
        }
    }

    Reading read() {
        Map<String, Long> database = database();
        JsonNode messages =
                broker.get("/api/vhosts/" + virtualHost).required().body().path("message_stats");
        return new Reading(
                messages.path("publish").asLong(0),
                messages.path("ack").asLong(0),
                database.getOrDefault("com_commit", 0L),
                database.getOrDefault("questions", 0L),
                database.getOrDefault("innodb_data_fsyncs", 0L),
                database.getOrDefault("innodb_data_written", 0L)
                        + database.getOrDefault("innodb_os_log_written", 0L));
    }

    private Map<String, Long> database() {
        Map<String, Long> values = new HashMap<>();
        try (var connection = Jdbc.connect(env, "ORDER_DATABASE_URL");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATUS)) {
            while (row.next()) {
                values.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2));
            }
            return values;
        } catch (SQLException e) {
            throw Failure.failed("The database does not tell its status: " + e.getMessage());
        }
    }
}
