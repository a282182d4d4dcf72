package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.demo.DemoData;
import dev.ordersaga.system.HttpFile.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The requests of {@code infra/http}, sent as an editor sends them, are answered as they say. */
class WalkThroughIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final Path FILES =
            Path.of(System.getProperty("services.directory"), "infra", "http");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.+?)}}");
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeAll
    static void asInfraRunLeavesIt() {
        new DemoData(SYSTEM.env(), SYSTEM.sessions()).load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.http", "kitchen.http", "operator.http"})
    void isAnsweredAsItSays(String name) throws Exception {
        HttpFile file = HttpFile.parse(Files.readString(FILES.resolve(name)));
        Map<String, String> variables = new HashMap<>(file.variables());
        variables.putAll(ofThisSystem());
        for (Request request : file.requests()) {
            HttpResponse<String> answer = send(request, variables);
            assertThat(answer.statusCode())
                    .as("%s: %s", request, answer.body())
                    .isEqualTo(request.script().status());
            JsonNode body = body(answer);
            request.script()
                    .values()
                    .forEach(
                            (place, value) ->
                                    assertThat(body.at(place).asString())
                                            .as("%s: %s", request, body)
                                            .isEqualTo(value));
            variables.putAll(request.script().captured(body));
        }
    }

    @Test
    void noFileIsLeftOut() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("order.http", "kitchen.http", "operator.http");
        }
    }

    private static Map<String, String> ofThisSystem() {
        Map<String, String> variables = new HashMap<>();
        RunningSystem.SERVICES.forEach(
                service -> variables.put(service, SYSTEM.api(service).url()));
        variables.put("operatorPassword", SYSTEM.env().get("OPERATOR_PASSWORD"));
        variables.put("$timestamp", Long.toString(Instant.now().toEpochMilli()));
        return variables;
    }

    private static HttpResponse<String> send(Request request, Map<String, String> variables)
            throws Exception {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(URI.create(filled(request.url(), variables)))
                        .timeout(LONGEST_ANSWER)
                        .method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofString(
                                        filled(request.body(), variables)));
        request.headers().forEach((name, value) -> http.header(name, filled(value, variables)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(http.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A stream of events is text, of which nothing is looked at here. */
    private static JsonNode body(HttpResponse<String> answer) {
        boolean isText =
                answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/"))
                        .isPresent();
        return isText ? StringNode.valueOf(answer.body()) : JSON.readTree(answer.body());
    }

    private static String filled(String text, Map<String, String> variables) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
    }

    private static String value(MatchResult placeholder, Map<String, String> variables) {
        String name = placeholder.group(1);
        assertThat(variables).containsKey(name);
        return variables.get(name);
    }
}
