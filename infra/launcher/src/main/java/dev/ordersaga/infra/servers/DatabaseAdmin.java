package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Schemas and accounts, on MySQL and MariaDB alike. Everything may run twice. */
public final class DatabaseAdmin {

    private final ServerUrl server;

    public DatabaseAdmin(ServerUrl server) {
        this.server = server;
    }

    /** E.g. {@code 10.11.6-MariaDB}; empty while it does not answer. */
    public Optional<String> version() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Creates a schema, and an account of the same name that may use this schema only. */
    public void createSchema(String name, String password) {
        execute(
                List.of(
                        "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4".formatted(name),
                        "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'"
                                .formatted(name, password),
                        "ALTER USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(name, password),
                        // An underscore in this place stands for any character.
                        "GRANT ALL PRIVILEGES ON `%s`.* TO '%s'@'%%'"
                                .formatted(name.replace("_", "\\_"), name)));
    }

    public void dropSchema(String name) {
        execute(
                List.of(
                        "DROP DATABASE IF EXISTS `%s`".formatted(name),
                        "DROP USER IF EXISTS '%s'@'%%'".formatted(name)));
    }

    private void execute(List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw Failure.failed("The database %s refused: %s".formatted(server, e.getMessage()));
        }
    }

    private Connection connect() throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", server.user());
        options.setProperty("password", server.password());
        options.setProperty("connectTimeout", "3000");
        if (server.isLocal()) {
            // MySQL's way to take a password without TLS; harmless where nobody is in between.
            options.setProperty("allowPublicKeyRetrieval", "true");
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/".formatted(server.host(), server.port()), options);
    }
}
