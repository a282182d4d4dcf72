package dev.ordersaga.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Queues and bindings on the broker, beside the {@link Exchanges}. Whoever declares them, a service
 * or somebody for it, declares them from here; declaring again changes nothing.
 *
 * <p>Work, retry and dead-letter queues are durable quorum queues. Arguments are set only where
 * losing a message depends on them: no queue gives up on a message because it was delivered often;
 * retry queues lead back to their work queue, and a work queue that gives up on a message
 * nevertheless (as a policy may tell it) hands it to its dead-letter queue; both at least once.
 * Everything else (lengths) is for policies.
 */
public record Topology(List<Queue> queues, List<Binding> bindings) {

    /** How many retry queues a work queue has, where nobody says otherwise. */
    public static final int RETRIES = 3;

    /**
     * Whose consumer has this queue to itself looks into dead letters; it never has a message. It
     * is no quorum queue, since those are not had exclusively.
     */
    public static final String DEAD_LETTERS_TURN = "order.dead-letters-turn";

    /**
     * As good as none. RabbitMQ 4 would give up after 20 deliveries, which a look through the
     * management console is, too; RabbitMQ 3 does not take -1.
     */
    private static final int NO_DELIVERY_LIMIT = Integer.MAX_VALUE;

    private static final Map<String, Object> QUORUM =
            Map.of("x-queue-type", "quorum", "x-delivery-limit", NO_DELIVERY_LIMIT);

    public Topology {
        queues = List.copyOf(queues);
        bindings = List.copyOf(bindings);
    }

    /** A durable queue. */
    public record Queue(String name, Map<String, Object> arguments) {}

    /** What leads messages with this key from the exchange to the queue. */
    public record Binding(String exchange, String routingKey, String queue) {}

    /** All that there is on the broker of a running system. */
    public static Topology whole() {
        List<Queue> queues = new ArrayList<>(turn().queues);
        List<Binding> bindings = new ArrayList<>();
        for (WorkQueue queue : WorkQueue.values()) {
            Topology part = of(queue, RETRIES);
            queues.addAll(part.queues);
            bindings.addAll(part.bindings);
        }
        return new Topology(queues, bindings);
    }

    /** A work queue with its bindings, so many retry queues, and its dead-letter queue. */
    public static Topology of(WorkQueue queue, int retries) {
        String name = queue.queueName();
        List<Queue> queues = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        queues.add(new Queue(queue.deadLetterQueue(), QUORUM));
        bindings.add(new Binding(Exchanges.DEAD_LETTERS, name, queue.deadLetterQueue()));
        queues.add(new Queue(name, leadingTo(Exchanges.DEAD_LETTERS, name)));
        bindings.add(new Binding(Exchanges.DEAD_LETTERS, queue.replayKey(), name));
        for (String key : queue.bindingKeys()) {
            bindings.add(new Binding(queue.exchange(), key, name));
        }
        for (int failure = 1; failure <= retries; failure++) {
            String retry = queue.retryQueue(failure);
            queues.add(new Queue(retry, leadingTo("", name)));
            bindings.add(new Binding(Exchanges.DEAD_LETTERS, retry, retry));
        }
        return new Topology(queues, bindings);
    }

    /** The queue that whoever looks into dead letters has to itself. */
    public static Topology turn() {
        return new Topology(
                List.of(new Queue(DEAD_LETTERS_TURN, Map.of("x-queue-type", "classic"))),
                List.of());
    }

    /** The queues that a service reads from: its own work queues. */
    public static List<WorkQueue> workQueuesOf(String service) {
        return Arrays.stream(WorkQueue.values())
                .filter(queue -> queue.queueName().startsWith(service + "."))
                .toList();
    }

    private static Map<String, Object> leadingTo(String exchange, String routingKey) {
        Map<String, Object> arguments = new TreeMap<>(QUORUM);
        arguments.put("x-dead-letter-exchange", exchange);
        arguments.put("x-dead-letter-routing-key", routingKey);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return arguments;
    }
}
