package dev.ordersaga.messaging.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * The real servers of the integration tests: those named by ORDER_SAGA_AMQP_URL,
 * ORDER_SAGA_MANAGEMENT_URL and ORDER_SAGA_DATABASE_URL (accounts of administrators), else
 * containers. Every test class takes a virtual host and schemas of its own from them.
 */
public final class TestServers {

    /** Over HTTP/2, newer brokers end a connection while something is being asked. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final TestServers INSTANCE = start();

    private final URI amqp;
    private final URI management;
    private final URI database;

    private TestServers(URI amqp, URI management, URI database) {
        this.amqp = amqp;
        this.management = management;
        this.database = database;
    }

    public static TestServers get() {
        return INSTANCE;
    }

    private static TestServers start() {
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("ORDER_SAGA_AMQP_URL")) {
            return new TestServers(
                    URI.create(environment.get("ORDER_SAGA_AMQP_URL")),
                    URI.create(environment.get("ORDER_SAGA_MANAGEMENT_URL")),
                    URI.create(environment.get("ORDER_SAGA_DATABASE_URL")));
        }
        RabbitMQContainer broker = new RabbitMQContainer("rabbitmq:4-management");
        MySQLContainer database =
                new MySQLContainer("mysql:8.4")
                        .withUsername("root")
                        .withCommand("--transaction-isolation=READ-COMMITTED");
        broker.start();
        database.start();
        return new TestServers(
                URI.create(
                        withUser(
                                broker.getAmqpUrl(),
                                broker.getAdminUsername(),
                                broker.getAdminPassword())),
                URI.create(
                        withUser(
                                broker.getHttpUrl(),
                                broker.getAdminUsername(),
                                broker.getAdminPassword())),
                URI.create(
                        "mysql://root:%s@%s:%d"
                                .formatted(
                                        database.getPassword(),
                                        database.getHost(),
                                        database.getMappedPort(3306))));
    }

    private static String withUser(String url, String user, String password) {
        return url.replaceFirst("://(?:[^@/]*@)?", "://" + user + ":" + password + "@");
    }

    /** A new, empty virtual host. */
    public String newVirtualHost() {
        String name = "test-" + UUID.randomUUID();
        manage("PUT", "/api/vhosts/" + name, "");
        manage(
                "PUT",
                "/api/permissions/" + name + "/" + user(amqp),
                "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        return name;
    }

    /** A new, empty schema. */
    public String newSchema() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        sql("CREATE DATABASE " + name);
        return name;
    }

    /** What a service is configured with to use the virtual host and the schema. */
    public Map<String, Object> properties(String virtualHost, String schema) {
        String place = database.getHost() + ":" + database.getPort() + "/" + schema;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.r2dbc.url", "r2dbc:mysql://" + place);
        properties.put("spring.r2dbc.username", user(database));
        properties.put("spring.r2dbc.password", password(database));
        properties.put("spring.flyway.url", "jdbc:" + database.getScheme() + "://" + place);
        properties.put("saga.broker.uri", brokerUri(virtualHost));
        properties.put("saga.broker.username", user(amqp));
        properties.put("saga.broker.password", password(amqp));
        properties.put("server.port", 0);
        return properties;
    }

    public String brokerUri(String virtualHost) {
        return "amqp://" + amqp.getHost() + ":" + amqp.getPort() + "/" + virtualHost;
    }

    public String brokerUser() {
        return user(amqp);
    }

    public String brokerPassword() {
        return password(amqp);
    }

    /** The management API, with the account of an administrator. */
    public String managementUrl() {
        return management.toString();
    }

    /** A schema, with the account of an administrator. */
    public String databaseUrl(String schema) {
        return "%s://%s@%s:%d/%s"
                .formatted(
                        database.getScheme(),
                        database.getRawUserInfo(),
                        database.getHost(),
                        database.getPort(),
                        schema);
    }

    /**
     * Calls the broker's management API.
     *
     * @return the body of the answer
     */
    public String manage(String method, String path, String json) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString(management.getUserInfo().getBytes(StandardCharsets.UTF_8));
        URI uri = URI.create("http://" + management.getHost() + ":" + management.getPort() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build();
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException fault) {
            throw new IllegalStateException(method + " " + path, fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, fault);
        }
    }

    /** Runs one statement as the database's administrator. */
    public void sql(String statement) {
        try (Connection connection = jdbc("");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException fault) {
            throw new IllegalStateException(statement, fault);
        }
    }

    /** A connection of the database's administrator to a schema. */
    public Connection jdbc(String schema) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:%s://%s:%d/%s"
                        .formatted(
                                database.getScheme(),
                                database.getHost(),
                                database.getPort(),
                                schema),
                user(database),
                password(database));
    }

    /** The one number that a query of a schema finds; 0 for NULL. */
    public long number(String schema, String query) {
        return select(schema, query, row -> row.getLong(1)).getFirst();
    }

    /** What a query of two columns finds, by the first. */
    public Map<String, String> pairs(String schema, String query) {
        Map<String, String> pairs = new LinkedHashMap<>();
        select(schema, query, row -> pairs.put(row.getString(1), row.getString(2)));
        return pairs;
    }

    private interface FromRow<T> {

        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String schema, String query, FromRow<T> fromRow) {
        try (Connection connection = jdbc(schema);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(fromRow.read(found));
            }
            return rows;
        } catch (SQLException fault) {
            throw new IllegalStateException(query, fault);
        }
    }

    private static String user(URI uri) {
        return uri.getUserInfo().split(":", 2)[0];
    }

    private static String password(URI uri) {
        return uri.getUserInfo().split(":", 2)[1];
    }
}
