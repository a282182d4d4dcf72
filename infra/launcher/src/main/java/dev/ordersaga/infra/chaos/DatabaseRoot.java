package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What is done to the database by somebody who may do everything there. */
final class DatabaseRoot {

    private final ServerUrl server;

    DatabaseRoot(ServerUrl server) {
        this.server = server;
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** Ends every connection of the services. */
    void killConnections() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT id FROM information_schema.processlist"
                                    + " WHERE user LIKE 'saga\\_%'")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            for (long id : ids) {
                kill(statement, id);
            }
        } catch (SQLException e) {
            throw refused("KILL", e);
        }
    }

    private static void kill(Statement statement, long id) {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException gone) {
            // It has ended by itself meanwhile.
            return;
        }
    }

    /** Takes locks, and gives what lets go of them. */
    Fault.Heal hold(List<String> locks) {
        try {
            Connection connection = connect();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String lock : locks) {
                    statement.execute(lock);
                }
            }
            return () -> close(connection);
        } catch (SQLException e) {
            throw refused(String.join("; ", locks), e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused("close", e);
        }
    }

    private Connection connect() throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", server.user());
        options.setProperty("password", server.password());
        options.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/".formatted(server.host(), server.port()), options);
    }

    private static Failure refused(String sql, SQLException fault) {
        return Failure.failed("The database refused %s: %s".formatted(sql, fault.getMessage()));
    }
}
