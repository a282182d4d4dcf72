package dev.ordersaga.infra.benchmark.floor;

import dev.ordersaga.infra.benchmark.Jdbc;
import dev.ordersaga.infra.benchmark.floor.FloorBroker.Outgoing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One worker's connection: each batch is one transaction in one round trip. */
final class FloorDatabase {

    private static final int ATTEMPTS = 20;
    private static final String DATA = "'order for user 1234567 restaurant 42 items 3 total 4200'";
    private static final HexFormat HEX = HexFormat.of();

    private final Statement statement;

    private FloorDatabase(Connection connection) throws SQLException {
        statement = connection.createStatement();
        statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }

    static FloorDatabase connect(FloorPlan plan) throws SQLException {
        return new FloorDatabase(
                Jdbc.connect(plan.env(), plan.database(), "allowMultiQueries=true"));
    }

    static void create(Statement statement) throws SQLException {
        drop(statement);
        statement.execute(
                "CREATE TABLE floor_inbox (id BINARY(16) PRIMARY KEY, at DATETIME(3) NOT NULL)");
        statement.execute(
                "CREATE TABLE floor_state (id BIGINT PRIMARY KEY, step INT NOT NULL,"
                        + " data VARCHAR(100) NOT NULL)");
        statement.execute(
                "CREATE TABLE floor_outbox (id BIGINT PRIMARY KEY, dest VARCHAR(40) NOT NULL,"
                        + " payload VARCHAR(600) CHARACTER SET ascii NOT NULL)");
    }

    static void drop(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS floor_inbox, floor_state, floor_outbox");
    }

    /**
     * Commits what a batch changes.
     *
     * @param handled the messages that came; none where orders begin
     * @param orders whose state changes; its step is told beside it
     * @param confirmed what the outbox needs not keep any longer
     */
    void commit(
            List<Chain.Message> handled,
            List<Chain.Message> orders,
            List<Outgoing> outgoing,
            List<Long> confirmed)
            throws SQLException {
        StringBuilder sql = new StringBuilder("BEGIN;");
        if (!handled.isEmpty()) {
            sql.append("INSERT INTO floor_inbox (id, at) VALUES ")
                    .append(rows(handled, FloorDatabase::inbox))
                    .append(';');
        }
        sql.append("INSERT INTO floor_state (id, step, data) VALUES ")
                .append(rows(orders, FloorDatabase::state))
                .append(" ON DUPLICATE KEY UPDATE step = VALUES(step);");
        if (!outgoing.isEmpty()) {
            sql.append("INSERT INTO floor_outbox (id, dest, payload) VALUES ")
                    .append(rows(outgoing, FloorDatabase::outbox))
                    .append(';');
        }
        if (!confirmed.isEmpty()) {
            sql.append("DELETE FROM floor_outbox WHERE id IN (")
                    .append(rows(confirmed, id -> Long.toString(id)))
                    .append(");");
        }
        execute(sql.append("COMMIT").toString());
    }

    private static <T> String rows(List<T> values, Function<T, String> row) {
        return values.stream().map(row).collect(Collectors.joining(","));
    }

    private static String inbox(Chain.Message message) {
        return "(x'%s%s',NOW(3))"
                .formatted(
                        HEX.toHexDigits(message.order()), HEX.toHexDigits((long) message.step()));
    }

    private static String state(Chain.Message message) {
        return "(" + message.order() + "," + message.step() + "," + DATA + ")";
    }

    private static String outbox(Outgoing message) {
        return "(" + message.id() + ",'" + message.queue() + "','" + message.body() + "')";
    }

    /** Again if it was the victim of a deadlock. */
    private void execute(String sql) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statement.execute(sql);
                while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                    // Every statement has its result.
                }
                return;
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
