package dev.ordersaga.infra.audit;

import dev.ordersaga.infra.run.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database of one service. */
record Database(ServerUrl server) {

    /** Tells the tally every row of a query whose first column is the id of a violation. */
    Invariant.Check without(String violations) {
        return tally -> {
            try (SortedRows<String> rows = rows(violations, (row, _) -> row.getString(1))) {
                rows.forEachRemaining(row -> tally.violation(row.key()));
            }
        };
    }

    /**
     * Streams a query whose first column is a key, and whose rows come in the order of their keys
     * if they are to be merged.
     */
    <T> SortedRows<T> rows(String sql, SortedRows.Mapping<T> mapping) throws SQLException {
        return SortedRows.open(connect(), sql, mapping);
    }

    private Connection connect() throws SQLException {
        Properties options = new Properties();
        options.setProperty("user", server.user());
        options.setProperty("password", server.password());
        options.setProperty("connectTimeout", "5000");
        if (server.isLocal()) {
            // MySQL's way to take a password without TLS; harmless where nobody is in between.
            options.setProperty("allowPublicKeyRetrieval", "true");
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/%s".formatted(server.host(), server.port(), server.path()),
                options);
    }
}
