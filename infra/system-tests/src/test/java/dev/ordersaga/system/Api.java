package dev.ordersaga.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's HTTP API, as a client calls it. */
final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final Supplier<String> authorization;

    /** Nobody's. */
    Api(String base) {
        this(base, () -> "");
    }

    private Api(String base, Supplier<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /**
     * The same, called by somebody.
     *
     * @param somebody the header Authorization of each request
     */
    Api as(Supplier<String> somebody) {
        return new Api(base, somebody);
    }

    String url() {
        return base;
    }

    boolean isHealthy() {
        try {
            return send("GET", "/actuator/health", "").statusCode() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    JsonNode get(String path) {
        return body(send("GET", path, ""));
    }

    JsonNode put(String path, String json) {
        return body(send("PUT", path, json));
    }

    JsonNode post(String path, String json) {
        return body(send("POST", path, json));
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    response.request().method()
                            + " "
                            + response.uri()
                            + ": "
                            + response.statusCode()
                            + " "
                            + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** A stream is not waited for: it is left at once, and its body is empty. */
    private static HttpResponse.BodySubscriber<String> wholeBody(HttpResponse.ResponseInfo answer) {
        boolean isStream =
                answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
        return isStream
                ? new Unread()
                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private static final class Unread implements HttpResponse.BodySubscriber<String> {

        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription body) {
            body.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> some) {}

        @Override
        public void onError(Throwable fault) {}

        @Override
        public void onComplete() {}
    }

    /**
     * Sends a request.
     *
     * @throws UncheckedIOException if there was no answer
     */
    HttpResponse<String> send(String method, String path, String json) {
        return send(method, path, json, Map.of());
    }

    /** The same with more headers. */
    HttpResponse<String> send(
            String method, String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        String somebody = authorization.get();
        if (!somebody.isEmpty()) {
            request.header("Authorization", somebody);
        }
        try {
            return HTTP.send(request.build(), Api::wholeBody);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(fault);
        }
    }
}
