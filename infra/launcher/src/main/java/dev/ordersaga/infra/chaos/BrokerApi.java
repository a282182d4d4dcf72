package dev.ordersaga.infra.chaos;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is done to the broker, and asked of it, through its management API. */
final class BrokerApi {

    private static final String POLICY = "chaos";

    private final Http http;
    private final String virtualHost;

    BrokerApi(ServerUrl management, String virtualHost) {
        this.http = Http.to(management);
        this.virtualHost = encoded(virtualHost);
    }

    /** Closes the connections of all services, as an operator would. */
    void closeConnections() {
        for (JsonNode connection : http.get("/api/connections").required().body()) {
            http.delete("/api/connections/" + encoded(connection.path("name").asString("")));
        }
    }

    void deleteQueue(String name) {
        http.delete("/api/queues/%s/%s".formatted(virtualHost, encoded(name))).required();
    }

    void deleteBindings(WorkQueue queue) {
        String path =
                "/api/bindings/%s/e/%s/q/%s"
                        .formatted(virtualHost, queue.exchange(), queue.queueName());
        for (JsonNode binding : http.get(path).required().body()) {
            http.delete(path + "/" + encoded(binding.path("properties_key").asString("")))
                    .required();
        }
    }

    /** Lets the work queues take hardly anything: what is too much is refused. */
    void limitWorkQueues(int messages) {
        http.put(
                        "/api/policies/%s/%s".formatted(virtualHost, POLICY),
                        Map.of(
                                "pattern", "^[a-z]+\\.(commands|replies)$",
                                "apply-to", "queues",
                                "definition",
                                        Map.of(
                                                "max-length",
                                                messages,
                                                "overflow",
                                                "reject-publish")))
                .required();
    }

    void unlimitWorkQueues() {
        http.delete("/api/policies/%s/%s".formatted(virtualHost, POLICY)).required();
    }

    void purgeDeadLetters() {
        deadLetterQueues()
                .forEach(
                        name ->
                                http.delete(
                                                "/api/queues/%s/%s/contents"
                                                        .formatted(virtualHost, encoded(name)))
                                        .required());
    }

    /** How often it has delivered a message again, since it was started. */
    long redelivered() {
        return queues().mapToLong(queue -> queue.at("/message_stats/redeliver").asLong(0)).sum();
    }

    private static List<String> deadLetterQueues() {
        return Stream.of(WorkQueue.values()).map(WorkQueue::deadLetterQueue).toList();
    }

    private Stream<JsonNode> queues() {
        return http.get("/api/queues/" + virtualHost).required().body().valueStream();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
