package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Schemas and accounts, on MySQL and MariaDB alike. Everything may run twice. */
public final class DatabaseAdmin {

    /** A server's anonymous account of its own machine would come before one of everywhere. */
    private static final List<String> HOSTS = List.of("%", "localhost");

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

    /**
     * Creates a schema with two accounts that may use no other.
     *
     * @param owner may do everything in it
     * @param user may only read and write the rows of its tables
     */
    public void createSchema(String name, Account owner, Account user) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4".formatted(name));
        statements.addAll(account(owner, "ALL PRIVILEGES", name));
        statements.addAll(account(user, "SELECT, INSERT, UPDATE, DELETE", name));
        execute(statements);
    }

    private static List<String> account(Account account, String rights, String schema) {
        // An underscore in this place stands for any character.
        String escaped = schema.replace("_", "\\_");
        return HOSTS.stream()
                .map(host -> "'%s'@'%s'".formatted(account.name(), host))
                .flatMap(
                        name ->
                                Stream.of(
                                        "CREATE USER IF NOT EXISTS %s IDENTIFIED BY '%s'"
                                                .formatted(name, account.password()),
                                        "ALTER USER %s IDENTIFIED BY '%s'"
                                                .formatted(name, account.password()),
                                        "GRANT %s ON `%s`.* TO %s"
                                                .formatted(rights, escaped, name)))
                .toList();
    }

    public void dropSchema(String name) {
        execute(List.of("DROP DATABASE IF EXISTS `%s`".formatted(name)));
    }

    public void dropAccount(Account account) {
        execute(
                HOSTS.stream()
                        .map(
                                host ->
                                        "DROP USER IF EXISTS '%s'@'%s'"
                                                .formatted(account.name(), host))
                        .toList());
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
