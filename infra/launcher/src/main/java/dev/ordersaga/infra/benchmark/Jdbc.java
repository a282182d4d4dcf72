package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.run.ServerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Connections to the services' databases, for what only the benchmark does. */
public final class Jdbc {

    private Jdbc() {}

    /**
     * Connects as the service itself.
     *
     * @param name e.g. {@code ORDER_DATABASE_URL}
     */
    public static Connection connect(Map<String, String> env, String name) throws SQLException {
        return connect(env, name, "");
    }

    /**
     * The same with further settings.
     *
     * @param settings as an address has them behind its question mark
     */
    public static Connection connect(Map<String, String> env, String name, String settings)
            throws SQLException {
        ServerUrl server = ServerUrl.parse(name, env.getOrDefault(name, ""));
        Properties options = new Properties();
        options.setProperty("user", server.user());
        options.setProperty("password", server.password());
        if (server.isLocal()) {
            // MySQL's way to take a password without TLS; harmless where nobody is in between.
            options.setProperty("allowPublicKeyRetrieval", "true");
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/%s?%s"
                        .formatted(server.host(), server.port(), server.path(), settings),
                options);
    }
}
