package dev.ordersaga.messaging.rabbit;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A virtual host and a schema for one test, and the services that it starts on them. */
public final class Stage implements AutoCloseable {

    private final TestServers servers = TestServers.get();
    private final String virtualHost = servers.newVirtualHost();
    private final String schema = servers.newSchema();
    private final Deque<ConfigurableApplicationContext> services = new ArrayDeque<>();
    private final Wire wire;

    public Stage() {
        try {
            wire = new Wire(virtualHost);
            wire.declare(WorkQueue.ORDER_REPLIES);
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    Wire wire() {
        return wire;
    }

    String virtualHost() {
        return virtualHost;
    }

    public String schema() {
        return schema;
    }

    /**
     * Starts a service and waits until it is connected.
     *
     * @param settings {@code name=value}
     */
    public ConfigurableApplicationContext start(String... settings) {
        return start(StageService.class, settings);
    }

    /** Starts a service that finds messages waiting, and knows before what to do with them. */
    ConfigurableApplicationContext start(UserDesk.Briefing briefing, String... settings) {
        return connected(startUnconnected(StageService.class, briefing, settings));
    }

    /** Starts a service with more listeners, and waits until it is connected. */
    ConfigurableApplicationContext start(Class<?> listeners, String... settings) {
        return connected(startUnconnected(listeners, settings));
    }

    ConfigurableApplicationContext startUnconnected(Class<?> listeners, String... settings) {
        return startUnconnected(listeners, _ -> {}, settings);
    }

    private static ConfigurableApplicationContext connected(
            ConfigurableApplicationContext service) {
        Connected.await(service);
        return service;
    }

    private ConfigurableApplicationContext startUnconnected(
            Class<?> listeners, UserDesk.Briefing briefing, String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.application.name", "stage");
        properties.put("spring.config.import", "classpath:saga-service.yaml");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "warn");
        properties.put("logging.level.org.flywaydb", "error");
        properties.put("saga.retry-delays", "100ms,200ms");
        properties.put("saga.relay-interval", "100ms");
        properties.put("saga.confirm-timeout", "1s");
        properties.put("saga.outbox-grace", "2s");
        properties.put("saga.pool-size", "4");
        properties.putAll(servers.properties(virtualHost, schema));
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        ConfigurableApplicationContext service =
                new SpringApplicationBuilder(StageService.class, listeners)
                        .web(WebApplicationType.NONE)
                        .initializers(
                                (GenericApplicationContext context) ->
                                        context.registerBean(
                                                UserDesk.Briefing.class, () -> briefing))
                        .run(
                                properties.entrySet().stream()
                                        .map(
                                                entry ->
                                                        "--"
                                                                + entry.getKey()
                                                                + "="
                                                                + entry.getValue())
                                        .toArray(String[]::new));
        services.push(service);
        return service;
    }

    /** A number that a query gives. */
    public long count(String query) {
        try (Connection connection = servers.jdbc(schema);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(query, fault);
        }
    }

    /** Changes something in a transaction of its own. */
    public void update(String statement) {
        try (Connection connection = servers.jdbc(schema);
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        } catch (SQLException fault) {
            throw new IllegalStateException(statement, fault);
        }
    }

    long effectsOf(String messageId) {
        return count("SELECT COUNT(*) FROM effects WHERE message_id = '" + messageId + "'");
    }

    /** Waits until a relay has taken a message once more that could not be sent. */
    void awaitRelayed(String messageId) {
        String due =
                "SELECT TIMESTAMPDIFF(MICROSECOND, created_at, due_at) FROM outbox"
                        + " WHERE messages LIKE '%\""
                        + messageId
                        + "\"%'";
        long before = count(due);
        await("the relay's attempt").atMost(Wire.LONG).until(() -> count(due) > before);
    }

    void awaitEmptyOutbox() {
        await("an empty outbox")
                .atMost(Wire.LONG)
                .until(() -> count("SELECT COUNT(*) FROM outbox") == 0);
    }

    public Connection jdbc() throws SQLException {
        return servers.jdbc(schema);
    }

    @Override
    public void close() throws Exception {
        services.forEach(ConfigurableApplicationContext::close);
        wire.close();
        servers.manage("DELETE", "/api/vhosts/" + virtualHost, "");
        servers.sql("DROP DATABASE " + schema);
    }
}
