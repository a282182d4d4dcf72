package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.proxy.Direction;
import dev.ordersaga.infra.proxy.TcpProxy;
import dev.ordersaga.infra.proxy.Toxic;
import dev.ordersaga.system.Customers.Wish;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One more instance of a service, with a network to its database or broker that is cut, or that
 * loses everything without telling anybody.
 */
class OutageIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final long PRODUCT = 22_001;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Customers customers = new Customers(SYSTEM);

    /** What is read and what is written of a service; a saga's way there is another instance's. */
    private record Calls(String read, String method, String write, String body) {

        static Calls of(String service, String orderId, long userId) {
            return switch (service) {
                case "order" ->
                        new Calls(
                                "/orders/" + orderId,
                                "POST",
                                "/orders",
                                new Wish(userId, PRODUCT, 1).json());
                case "user" ->
                        new Calls(
                                "/users/" + userId,
                                "PUT",
                                "/users/" + userId + "/status",
                                "{\"status\":\"NORMAL\"}");
                case "kitchen" ->
                        new Calls(
                                "/tickets/" + orderId,
                                "PUT",
                                "/kitchen",
                                "{\"open\":true,\"waitingCapacity\":1000000}");
                case "payment" ->
                        new Calls("/payments/" + orderId, "GET", "/payments/" + orderId, "");
                default -> throw new IllegalArgumentException(service);
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "user", "kitchen", "payment"})
    void withoutItsDatabaseAServiceSaysSoAtOnceAndRecoversByItself(String service) {
        long buyer = SYSTEM.user(1_000);
        SYSTEM.product(PRODUCT, 100, 1_000_000, true);
        String orderId = customers.place(new Wish(buyer, PRODUCT, 1));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        Calls calls = Calls.of(service, orderId, buyer);
        try (TcpProxy network = to(SYSTEM.servers().databaseUrl(SYSTEM.schema(service)))) {
            ServiceProcess instance = behind(network, service, "spring.r2dbc.url");
            try {
                Api api =
                        instance.api()
                                .as(
                                        service.equals("order")
                                                ? SYSTEM.sessions().customer(buyer)::authorization
                                                : SYSTEM.sessions().operator()::authorization);
                assertThat(read(api, calls).statusCode()).isEqualTo(200);

                network.down();
                refusesAtOnce(api, calls);
                network.heal();
                recovers(api, calls);

                network.add(Direction.DOWNSTREAM, new Toxic.Timeout());
                refusesAtOnce(api, calls);
                network.heal();
                recovers(api, calls);
            } finally {
                instance.stop();
            }
        }
    }

    @Test
    void withoutTheBrokerOrdersAreTakenAndEndOnceItReturns() {
        long buyer = SYSTEM.user(1_000);
        SYSTEM.product(PRODUCT, 100, 1_000_000, true);
        try (TcpProxy network = to(SYSTEM.servers().brokerUri(SYSTEM.virtualHost()))) {
            ServiceProcess instance = behind(network, "order", "saga.broker.uri");
            try {
                network.down();
                HttpResponse<String> answer =
                        instance.api()
                                .as(SYSTEM.sessions().customer(buyer)::authorization)
                                .send("POST", "/orders", new Wish(buyer, PRODUCT, 1).json());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                network.heal();

                String orderId =
                        answer.headers()
                                .firstValue("Location")
                                .orElseThrow()
                                .substring("/orders/".length());
                assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
            } finally {
                instance.stop();
            }
        }
    }

    /** Three times each: the first may find connections that seem to be there. */
    private static void refusesAtOnce(Api api, Calls calls) {
        for (int time = 0; time < 3; time++) {
            long begun = System.nanoTime();
            unavailable(read(api, calls));
            unavailable(write(api, calls));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    private static void unavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("urn:order-saga:problem:service-unavailable");
    }

    private static void recovers(Api api, Calls calls) {
        Awaitility.await("the service reads again")
                .atMost(LONGEST)
                .until(() -> read(api, calls).statusCode() == 200);
        Awaitility.await("the service writes again")
                .atMost(LONGEST)
                .until(() -> write(api, calls).statusCode() < 300);
    }

    private static HttpResponse<String> read(Api api, Calls calls) {
        return api.send("GET", calls.read(), "");
    }

    private static HttpResponse<String> write(Api api, Calls calls) {
        return api.send(calls.method(), calls.write(), calls.body());
    }

    private static TcpProxy to(String address) {
        URI uri = URI.create(address);
        return new TcpProxy(uri.getHost(), uri.getPort());
    }

    /** One more instance, which reaches a server through this network. */
    private static ServiceProcess behind(TcpProxy network, String service, String property) {
        ServiceProcess first = SYSTEM.service(service);
        String direct = first.property(property);
        String proxied = direct.replaceFirst("//[^/]+/", "//127.0.0.1:" + network.port() + "/");
        return first.another(Map.of(property, proxied)).launch().awaitHealthy();
    }
}
