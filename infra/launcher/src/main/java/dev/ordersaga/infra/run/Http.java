package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON over HTTP to one server. */
public final class Http {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final String base;
    private final Supplier<String> authorization;

    private Http(HttpClient client, String base, Supplier<String> authorization) {
        this.client = client;
        this.base = base;
        this.authorization = authorization;
    }

    public static Http to(String base) {
        return new Http(newClient(), base, () -> "");
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * The same server, for somebody.
     *
     * @param somebody the header Authorization of each request
     */
    public Http as(Supplier<String> somebody) {
        return new Http(client, base, somebody);
    }

    public static Http to(ServerUrl server) {
        String account = server.user() + ":" + server.password();
        String encoded =
                Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return new Http(newClient(), server.anonymous(), () -> "Basic " + encoded);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, json(body));
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, json(body));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, application/problem+json, */*;q=0.5")
                        .method(method, body);
        String somebody = authorization.get();
        if (!somebody.isEmpty()) {
            request.header("Authorization", somebody);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(method + " " + base + path, response);
        } catch (IOException e) {
            throw new Unreachable(method + " " + base + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }

    /** Nobody answered. */
    public static final class Unreachable extends RuntimeException {

        @Serial private static final long serialVersionUID = 1L;

        Unreachable(String request, IOException cause) {
            super("No answer to %s: %s".formatted(request, cause), cause);
        }
    }

    /** What came back. */
    public record Answer(String request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public boolean isDone() {
            return status() / 100 == 2;
        }

        /** A missing node if there is no JSON in it. */
        public JsonNode body() {
            try {
                return response.body().isBlank()
                        ? MissingNode.getInstance()
                        : JSON.readTree(response.body());
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }

        /** Itself. Fails unless it is what was hoped for. */
        public Answer required() {
            if (!isDone()) {
                throw Failure.failed(
                        "%s was answered with %d: %s"
                                .formatted(request, status(), response.body()));
            }
            return this;
        }
    }
}
