package dev.ordersaga.infra.audit;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What waits at the broker, as its management API tells it, a few seconds late. */
final class Broker {

    private static final int FIRST_WITH_A_DELIVERY_LIMIT = 4;
    private static final int MANY_LOOKS = 1_000_000;
    private static final List<String> LIMITS =
            List.of("/arguments/x-delivery-limit", "/effective_policy_definition/delivery-limit");
    private static final int MORE_THAN_TOLD = 1_000;

    private final Http http;
    private final String virtualHost;

    Broker(Map<String, String> env) {
        http = Http.to(ServerUrl.parse("MANAGEMENT_URL", env.getOrDefault("MANAGEMENT_URL", "")));
        String path = ServerUrl.parse("AMQP_URL", env.getOrDefault("AMQP_URL", "")).path();
        virtualHost = encoded(path.isEmpty() ? "/" : path);
    }

    List<Invariant> invariants() {
        return List.of(
                new Invariant("work queues and retry queues are there and empty", this::waiting),
                new Invariant("every dead letter tells its reason", this::deadLetters));
    }

    private void waiting(Tally tally) {
        Map<String, JsonNode> queues = queues();
        for (WorkQueue queue : WorkQueue.values()) {
            if (!queues.containsKey(queue.queueName())) {
                tally.violation(queue.queueName() + " is missing");
            }
        }
        queues.forEach((name, queue) -> count(name, queue, tally));
    }

    private static void count(String name, JsonNode queue, Tally tally) {
        if (!isWorkOrRetry(name)) {
            return;
        }
        // A queue that was declared a moment ago has no numbers yet.
        long ready = queue.path("messages_ready").asLong(1);
        long unacknowledged = queue.path("messages_unacknowledged").asLong(1);
        if (ready + unacknowledged > 0) {
            tally.violations(
                    ready + unacknowledged,
                    "%s (%d ready, %d unacknowledged)".formatted(name, ready, unacknowledged));
        }
    }

    private static boolean isWorkOrRetry(String name) {
        for (WorkQueue queue : WorkQueue.values()) {
            if (name.equals(queue.queueName()) || name.startsWith(queue.queueName() + ".retry.")) {
                return true;
            }
        }
        return false;
    }

    private void deadLetters(Tally tally) {
        Map<String, JsonNode> queues = queues();
        Map<String, Long> reasons = new TreeMap<>();
        for (WorkQueue queue : WorkQueue.values()) {
            String name = queue.deadLetterQueue();
            if (queues.containsKey(name)) {
                look(name, queues.get(name), tally, reasons);
            }
        }
        reasons.forEach((reason, number) -> tally.note("%d × %s".formatted(number, reason)));
    }

    private void look(String name, JsonNode queue, Tally tally, Map<String, Long> reasons) {
        long told = queue.path("messages").asLong(0);
        if (dropsWhatIsLookedAt(queue)) {
            refuseToLook(name, told);
            return;
        }
        for (JsonNode letter : peek(name, told + MORE_THAN_TOLD)) {
            JsonNode properties = letter.path("properties");
            String reason = properties.at("/headers/x-reason").asString("");
            if (reason.isBlank()) {
                tally.violation(name + " " + properties.path("message_id").asString("without id"));
            } else {
                reasons.merge(name + ": " + reason, 1L, Long::sum);
            }
        }
    }

    /**
     * RabbitMQ 4 counts every look as a failed delivery, and drops a message after twenty of them
     * unless the queue, or a policy, has a limit far away or none (-1); of two the lower counts.
     */
    private boolean dropsWhatIsLookedAt(JsonNode queue) {
        List<Integer> limits =
                LIMITS.stream()
                        .map(queue::at)
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asInt)
                        .toList();
        boolean isPatient =
                !limits.isEmpty()
                        && limits.stream().allMatch(limit -> limit == -1 || limit >= MANY_LOOKS);
        return !isPatient && majorVersion() >= FIRST_WITH_A_DELIVERY_LIMIT;
    }

    private static void refuseToLook(String name, long messages) {
        if (messages > 0) {
            throw Failure.impossible(
                    ("%s has %d messages, which the broker would drop if they were looked at often:"
                                    + " set a policy with delivery-limit -1 for it first.")
                            .formatted(name, messages));
        }
    }

    private int majorVersion() {
        String version = get("/api/overview").path("rabbitmq_version").asString("");
        try {
            return Integer.parseInt(version.split("\\.", 2)[0]);
        } catch (NumberFormatException e) {
            throw Failure.impossible("The broker does not tell its version.");
        }
    }

    /** Leaves the messages where they are. */
    private JsonNode peek(String queue, long most) {
        return body(
                http.post(
                        "/api/queues/%s/%s/get".formatted(virtualHost, encoded(queue)),
                        Map.of(
                                "count",
                                most,
                                "ackmode",
                                "ack_requeue_true",
                                "encoding",
                                "auto",
                                "truncate",
                                1)));
    }

    private Map<String, JsonNode> queues() {
        Map<String, JsonNode> queues = new TreeMap<>();
        for (JsonNode queue : get("/api/queues/" + virtualHost)) {
            queues.put(queue.path("name").asString(""), queue);
        }
        return queues;
    }

    private JsonNode get(String path) {
        return body(http.get(path));
    }

    private static JsonNode body(Http.Answer answer) {
        if (!answer.isDone()) {
            throw Failure.impossible(
                    "%s was answered with %d.".formatted(answer.request(), answer.status()));
        }
        return answer.body();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
