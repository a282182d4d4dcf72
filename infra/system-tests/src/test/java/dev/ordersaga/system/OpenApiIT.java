package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.ordersaga.system.ApiDocument.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each service documents exactly the routes that it has, with examples that are valid. */
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
        ApiDocument document = ApiDocument.of(SYSTEM, service);
        assertThat(document.root().at("/info/title").stringValue())
                .isEqualTo("Order Saga: " + service);
        assertThat(document.operations())
                .extracting(Operation::name)
                .containsExactlyInAnyOrder(routes.split(",\\s*"));
    }

    static Stream<Operation> operations() {
        return RunningSystem.SERVICES.stream()
                .flatMap(service -> ApiDocument.of(SYSTEM, service).operations().stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void showsARequestThatIsValid(Operation operation) {
        operation.parameters().forEach(parameter -> assertValid(operation, parameter));
        for (JsonNode content : operation.node().at("/requestBody/content")) {
            assertValid(operation, content);
        }
        assertThat(operation.node().path("summary").asString("")).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void showsEveryAnswerItMayGive(Operation operation) {
        operation
                .node()
                .get("responses")
                .forEachEntry(
                        (status, response) -> {
                            for (JsonNode content : response.path("content")) {
                                assertValid(operation, content);
                            }
                            assertThat(response.at("/content/application~1problem+json").isObject())
                                    .as(operation + " " + status)
                                    .isEqualTo(!status.startsWith("2"));
                        });
    }

    /** It has an example, or several, and each is what its schema says. */
    private static void assertValid(Operation operation, JsonNode described) {
        List<JsonNode> examples = new ArrayList<>();
        described.path("examples").forEach(example -> examples.add(example.get("value")));
        if (described.has("example")) {
            examples.add(described.get("example"));
        }
        assertThat(examples).as("%s: %s", operation, described).isNotEmpty();
        Schema schema = operation.document().validator(described.get("schema"));
        assertThat(examples)
                .allSatisfy(
                        example ->
                                assertThat(schema.validate(example))
                                        .as("%s: %s", operation, example)
                                        .isEmpty());
    }

    @Test
    void theReadmeHasEveryProblemThatTheyName() throws IOException {
        assertThat(operations().flatMap(OpenApiIT::problems).distinct())
                .isNotEmpty()
                .isSubsetOf(ProblemTypes.ofReadme());
    }

    private static Stream<String> problems(Operation operation) {
        return operation
                .node()
                .get("responses")
                .valueStream()
                .flatMap(
                        response ->
                                response.at("/content/application~1problem+json/examples")
                                        .valueStream())
                .map(example -> example.get("value"))
                .map(problem -> problem.get("type").stringValue() + " " + problem.get("status"));
    }

    /** The order service runs as infra/run starts it, the others as they are. */
    @ParameterizedTest
    @CsvSource({"order, 200", "user, 404", "kitchen, 404", "payment, 404"})
    void canBeTriedOutOnTheLocalRunOnly(String service, int status) {
        Api nobody = SYSTEM.api(service, () -> "");
        for (String page :
                List.of(
                        "/swagger-ui/index.html",
                        "/swagger-ui/swagger-initializer.js",
                        "/swagger-ui/swagger-ui-bundle.js",
                        "/v3/api-docs/swagger-config")) {
            assertThat(nobody.send("GET", page, "").statusCode()).as(page).isEqualTo(status);
        }
        assertThat(nobody.send("GET", "/webjars/swagger-ui/index.html", "").statusCode())
                .isEqualTo(401);
    }
}
