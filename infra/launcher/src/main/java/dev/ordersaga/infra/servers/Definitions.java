package dev.ordersaga.infra.servers;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Topology;
import java.util.List;
import java.util.Map;

/** The topology as RabbitMQ imports it: {@code POST /api/definitions/{virtual host}}. */
public final class Definitions {

    private Definitions() {}

    /** All exchanges, queues and bindings of a running system. */
    public static Map<String, List<Map<String, Object>>> whole() {
        Topology topology = Topology.whole();
        return Map.of(
                "exchanges", Exchanges.ALL.stream().map(Definitions::exchange).toList(),
                "queues", topology.queues().stream().map(Definitions::queue).toList(),
                "bindings", topology.bindings().stream().map(Definitions::binding).toList());
    }

    private static Map<String, Object> exchange(String name) {
        return Map.of(
                "name",
                name,
                "type",
                "topic",
                "durable",
                true,
                "auto_delete",
                false,
                "internal",
                false,
                "arguments",
                Map.of());
    }

    private static Map<String, Object> queue(Topology.Queue queue) {
        return Map.of(
                "name",
                queue.name(),
                "durable",
                true,
                "auto_delete",
                false,
                "arguments",
                queue.arguments());
    }

    private static Map<String, Object> binding(Topology.Binding binding) {
        return Map.of(
                "source", binding.exchange(),
                "destination", binding.queue(),
                "destination_type", "queue",
                "routing_key", binding.routingKey(),
                "arguments", Map.of());
    }
}
