package dev.ordersaga.system;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The four services, each in a process of its own, on a virtual host and schemas of their own, with
 * no more rights there than {@code infra/run} gives them, and a stub of the data platform. Started
 * once for all system tests, which use users and products of their own.
 */
final class RunningSystem {

    static final List<String> SERVICES = List.of("order", "user", "kitchen", "payment");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServers servers = TestServers.get();
    private final LeastRights rights = LeastRights.on(servers);
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final WireMockServer platform =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private static final class Shared {

        private static final RunningSystem INSTANCE = start();
    }

    static RunningSystem get() {
        return Shared.INSTANCE;
    }

    /** Another system beside the shared one, for what would leave traces. */
    static RunningSystem apart() {
        return start();
    }

    private static RunningSystem start() {
        RunningSystem system = new RunningSystem();
        Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
        system.platform.start();
        system.platformAnswers();
        for (String name : SERVICES) {
            Map<String, Object> properties = system.rights.properties(name);
            properties.put("data-platform.url", system.platform.baseUrl());
            properties.put("saga.retry-delays", "200ms,400ms");
            // A killed service takes its time to start on a busy machine; nobody gives up
            // meanwhile.
            for (String setting : List.of("first", "longest")) {
                properties.put("order.answer-deadline." + setting, "60s");
                properties.put("payment.answer-deadline." + setting, "60s");
            }
            system.services.put(name, ServiceProcess.prepare(name, properties).launch());
        }
        system.services.values().forEach(ServiceProcess::awaitHealthy);
        system.openKitchen(1_000_000);
        return system;
    }

    void stop() {
        services.values().parallelStream().forEach(ServiceProcess::stop);
        platform.stop();
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    Api api(String service) {
        return services.get(service).api();
    }

    WireMockServer platform() {
        return platform;
    }

    void platformAnswers() {
        platform.resetAll();
        platform.stubFor(any(anyUrl()).willReturn(ok()));
    }

    void platformIsDown() {
        platform.resetAll();
        platform.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }

    void openKitchen(long waitingCapacity) {
        api("kitchen")
                .put(
                        "/kitchen",
                        "{\"open\":true,\"waitingCapacity\":%d}".formatted(waitingCapacity));
    }

    /** A new user with so many points. */
    long user(long points) {
        long userId = api("user").post("/users", "{\"name\":\"Kim\"}").get("userId").longValue();
        if (points > 0) {
            credit(userId, points, "opening");
        }
        return userId;
    }

    void credit(long userId, long points, String reference) {
        api("user")
                .post(
                        "/users/" + userId + "/points",
                        "{\"amount\":%d,\"reference\":\"%s\"}".formatted(points, reference));
    }

    long pointsOf(long userId) {
        return api("user").get("/users/" + userId + "/points").get("balance").longValue();
    }

    void product(long productId, long price, int portions, boolean available) {
        api("kitchen")
                .put(
                        "/menu/" + productId,
                        """
                        {"name":"Product %d","price":%d,"currency":"KRW","portions":%d,"available":%b}
                        """
                                .formatted(productId, price, portions, available));
    }

    TestServers servers() {
        return servers;
    }

    String virtualHost() {
        return rights.virtualHost();
    }

    /** Its addresses, as infra/run writes them for other tools. */
    Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("AMQP_URL", servers.brokerUri(virtualHost()));
        env.put("MANAGEMENT_URL", servers.managementUrl());
        for (String service : SERVICES) {
            String name = service.toUpperCase(Locale.ROOT);
            env.put(name + "_URL", api(service).url());
            env.put(name + "_DATABASE_URL", servers.databaseUrl(schema(service)));
        }
        return env;
    }

    String schema(String service) {
        return rights.schema(service);
    }

    /** Changes a service's schema behind its back. */
    int change(String service, String statement) {
        try (Connection connection = servers.jdbc(rights.schema(service));
                Statement sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        } catch (SQLException fault) {
            throw new IllegalStateException(statement, fault);
        }
    }

    /** The one number that a query of a service's schema gives. */
    long number(String service, String query) {
        return Long.parseLong(text(service, query));
    }

    /** The one value that a query of a service's schema gives. */
    String text(String service, String query) {
        try (Connection connection = servers.jdbc(rights.schema(service));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(query, fault);
        }
    }

    /** What the broker's management API says. */
    JsonNode broker(String path) {
        return JSON.readTree(servers.manage("GET", path, ""));
    }
}
