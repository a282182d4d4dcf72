package dev.ordersaga.system;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The four services, each in a process of its own, on a virtual host and schemas of their own, with
 * no more rights there than {@code infra/run} gives them, and a stub of the data platform. Started
 * once for all system tests, which use users and products of their own.
 */
final class RunningSystem {

    /** As a buyer: somebody whom the user service does not know. */
    static final long NOBODY = 0;

    static final List<String> SERVICES = List.of("order", "user", "kitchen", "payment");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String PASSWORD = "open sesame";

    private final TestServers servers = TestServers.get();
    private final LeastRights rights = LeastRights.on(servers);
    private final int userPort = ServiceProcess.freePort();
    private final Sessions sessions = new Sessions(accounts());
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
            // One user places hundreds of orders at once.
            properties.put("web.limits.requests-per-second", "10000");
            properties.put("web.limits.burst", "10000");
            properties.put("order.limits.open-orders", "0");
            // A killed service takes its time to start on a busy machine; nobody gives up
            // meanwhile.
            for (String setting : List.of("first", "longest")) {
                properties.put("order.answer-deadline." + setting, "60s");
                properties.put("payment.answer-deadline." + setting, "60s");
            }
            properties.put(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri", system.userUrl());
            properties.put("saga.operator.password", PASSWORD);
            // One as on the local run, the others as they are.
            properties.put("springdoc.swagger-ui.enabled", name.equals("order"));
            int port = name.equals("user") ? system.userPort : ServiceProcess.freePort();
            system.services.put(name, ServiceProcess.prepare(name, port, properties).launch());
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

    /** Called by an operator, who may see everything. */
    Api api(String service) {
        return api(service, sessions.operator()::authorization);
    }

    /**
     * Called by somebody else.
     *
     * @param somebody the header Authorization of each request; empty for nobody
     */
    Api api(String service, Supplier<String> somebody) {
        return services.get(service).api().as(somebody);
    }

    /** The order API, called by a buyer; by an operator, who is no customer, if that is nobody. */
    Api orders(long buyer) {
        return buyer == NOBODY
                ? api("order")
                : api("order", sessions.customer(buyer)::authorization);
    }

    /** The order API, called by who has placed this order. */
    Api ordersOfBuyer(String orderId) {
        return orders(api("order").get("/orders/" + orderId).get("userId").longValue());
    }

    Sessions sessions() {
        return sessions;
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
        long userId = Ids.number();
        sessions.register(userId, "Kim");
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

    /** Whose tokens its services accept: its user service. */
    String issuer() {
        return userUrl();
    }

    private String userUrl() {
        return "http://127.0.0.1:" + userPort;
    }

    private Map<String, String> accounts() {
        return Map.of(
                "USER_URL",
                userUrl(),
                "OPERATOR_LOGIN",
                "operator",
                "OPERATOR_PASSWORD",
                PASSWORD,
                "CUSTOMERS_PASSWORD",
                PASSWORD);
    }

    /** Its addresses, as infra/run writes them for other tools. */
    Map<String, String> env() {
        Map<String, String> env = new LinkedHashMap<>(accounts());
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
