package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each service documents exactly the routes that it has. */
class OpenApiIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order | POST /orders, GET /orders, GET /orders/{orderId},"
                        + " GET /orders/{orderId}/saga, GET /orders/{orderId}/events,"
                        + " POST /orders/{orderId}/cancellation,"
                        + " GET /sagas, GET /sagas/{txId}, POST /sagas/{txId}/retry, GET /dead-letters,"
                        + " POST /dead-letters/replay",
                "user | POST /tokens, GET /.well-known/jwks.json, GET /users/me,"
                        + " GET /users/me/points,"
                        + " GET /.well-known/openid-configuration, PUT /users/{userId}/roles,"
                        + " POST /users, GET /users/{userId}, PUT /users/{userId}/status,"
                        + " POST /users/{userId}/points, GET /users/{userId}/points",
                "kitchen | GET /menu, PUT /menu/{productId}, GET /kitchen, PUT /kitchen,"
                        + " GET /tickets, GET /tickets/events,"
                        + " GET /tickets/{orderId}, POST /tickets/{orderId}/start,"
                        + " POST /tickets/{orderId}/ready, POST /tickets/{orderId}/pick-up",
                "payment | GET /payments/{orderId}",
            })
    void documentsItsRoutes(String service, String routes) {
        JsonNode document = SYSTEM.api(service).get("/v3/api-docs");
        assertThat(document.at("/info/title").stringValue()).isEqualTo("Order Saga: " + service);
        assertThat(routesOf(document)).containsExactlyInAnyOrder(routes.split(",\\s*"));
    }

    private static List<String> routesOf(JsonNode document) {
        List<String> routes = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                method ->
                                                        routes.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        return routes;
    }
}
