package dev.ordersaga.infra.benchmark.stored;

import dev.ordersaga.infra.benchmark.Jdbc;
import dev.ordersaga.infra.terminal.Failure;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database of one service. */
final class Schema implements AutoCloseable {

    private static final String LEDGER = "ledger_transfer_posting";

    /** Balances are a projection of the ledger. */
    private static final String BALANCES =
            """
            UPDATE points_account a
            JOIN (SELECT account, currency, SUM(amount) AS total FROM ledger_transfer_posting
                  GROUP BY account, currency) l
              ON l.account = CONCAT('user:', a.user_id) AND l.currency = a.currency
            SET a.balance = l.total
            """;

    /** Without those whose values the database gives. */
    private static final String COLUMNS =
            """
            SELECT table_name, column_name, column_type FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name NOT IN ('flyway_schema_history', 'outbox')
            AND extra NOT LIKE '%auto_increment%'
            ORDER BY table_name, ordinal_position
            """;

    private final Connection connection;
    private final Statement statement;
    private final List<Table> tables;

    private Schema(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.tables = tables();
    }

    static Schema open(Map<String, String> env, String name) {
        try {
            return new Schema(Jdbc.connect(env, name));
        } catch (SQLException e) {
            throw Failure.failed("%s does not answer: %s".formatted(name, e.getMessage()));
        }
    }

    private List<Table> tables() throws SQLException {
        Map<String, List<Table.Column>> columns = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Table.Column(row.getString(2), Table.Type.of(row.getString(3))));
            }
        }
        return columns.entrySet().stream()
                .map(table -> new Table(table.getKey(), table.getValue()))
                .toList();
    }

    /** Finds rows of the models, and in them further ids; whether there were any. */
    boolean learn(List<Model> models) throws SQLException {
        boolean more = false;
        for (Table table : tables) {
            for (List<Object> row : rows(table)) {
                for (Model model : models) {
                    if (row.stream().anyMatch(model::isIn)) {
                        more |= learn(model, row);
                    }
                }
            }
        }
        return more;
    }

    private static boolean learn(Model model, List<Object> row) {
        boolean more = false;
        for (Object value : row) {
            more |= value instanceof UUID id && model.learn(id);
        }
        return more;
    }

    /** Notes which rows belong to which model. */
    void keep(List<Model> models) throws SQLException {
        create(Table.MODELS, "number INT PRIMARY KEY", "m");
        create(Table.COPIES, "model_number INT, ago_millis BIGINT", "c");
        for (Model model : models) {
            statement.execute(
                    "INSERT INTO %s VALUES (%d, %s)"
                            .formatted(Table.MODELS, model.number(), values(model.ids())));
        }
        for (Table table : tables) {
            statement.execute("DROP TABLE IF EXISTS " + table.kept());
            statement.execute(table.keep());
            statement.execute("ALTER TABLE %s ADD KEY (model_number)".formatted(table.kept()));
            for (Model model : models) {
                keep(table, model);
            }
        }
    }

    private void create(String name, String columns, String letter) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS " + name);
        statement.execute(
                "CREATE TABLE %s (%s, %s, %s)"
                        .formatted(
                                name,
                                columns,
                                Table.each(letter + "%d BINARY(16)", ", "),
                                Table.each(letter + "t%d VARCHAR(36) CHARACTER SET ascii", ", ")));
    }

    private void keep(Table table, Model model) throws SQLException {
        String holds =
                table.columns().stream()
                        .flatMap(column -> model.ids().stream().flatMap(id -> holds(column, id)))
                        .collect(Collectors.joining(" OR "));
        if (!holds.isEmpty()) {
            statement.execute(
                    "INSERT INTO %s SELECT %d, t.* FROM %s t WHERE %s"
                            .formatted(table.kept(), model.number(), table.name(), holds));
        }
    }

    private static Stream<String> holds(Table.Column column, UUID id) {
        return switch (column.type()) {
            case ID -> Stream.of("%s = %s".formatted(column.name(), binary(id)));
            case TEXT -> Stream.of("%s LIKE '%%%s%%'".formatted(column.name(), id));
            case TIME, OTHER -> Stream.empty();
        };
    }

    /** Stores copies, in one transaction. */
    void copy(List<Copies.Copy> copies) {
        try {
            connection.setAutoCommit(false);
            statement.execute("DELETE FROM " + Table.COPIES);
            String rows =
                    copies.stream()
                            .map(
                                    copy ->
                                            "(%d, %d, %s)"
                                                    .formatted(
                                                            copy.model().number(),
                                                            copy.agoMillis(),
                                                            values(copy.ids())))
                            .collect(Collectors.joining(", "));
            statement.execute("INSERT INTO %s VALUES %s".formatted(Table.COPIES, rows));
            for (Table table : tables) {
                statement.execute(table.copy());
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw Failure.failed("The orders could not be stored: " + e.getMessage());
        }
    }

    /** Brings up to date what depends on the copies, and takes away what was only for copying. */
    void finish() throws SQLException {
        for (Table table : tables) {
            if (table.name().equals(LEDGER)) {
                statement.execute(BALANCES);
            }
            statement.execute("DROP TABLE " + table.kept());
            try (ResultSet _ = statement.executeQuery("ANALYZE TABLE " + table.name())) {
                // Only for the optimizer to know.
            }
        }
        statement.execute("DROP TABLE " + Table.MODELS);
        statement.execute("DROP TABLE " + Table.COPIES);
    }

    /** All rows, ids as UUIDs. */
    private List<List<Object>> rows(Table table) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT * FROM " + table.name());
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                List<Object> values = new ArrayList<>();
                for (int index = 1; index <= table.columns().size(); index++) {
                    @Nullable Object value = row.getObject(index);
                    if (value instanceof byte[] bytes && bytes.length == Long.BYTES * 2) {
                        values.add(uuid(bytes));
                    } else if (value instanceof String) {
                        values.add(value);
                    }
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /**
     * The ids as columns: binary, then as texts; what is missing is filled with what is nowhere.
     */
    private static String values(List<UUID> ids) {
        List<UUID> all = new ArrayList<>(ids);
        while (all.size() < Table.IDS) {
            all.add(new UUID(0, all.size()));
        }
        return Stream.concat(all.stream().map(Schema::binary), all.stream().map("'%s'"::formatted))
                .collect(Collectors.joining(", "));
    }

    private static String binary(UUID id) {
        return "UNHEX('%s')".formatted(id.toString().replace("-", ""));
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing of it is needed any more.
            return;
        }
    }
}
