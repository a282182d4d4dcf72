package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Declares what the services need on the broker. Declaring again changes nothing.
 *
 * <p>Every queue is a durable quorum queue. Arguments are set only where losing a message depends
 * on them: no queue gives up on a message because it was delivered often; retry queues lead back to
 * their work queue, and a work queue that gives up on a message nevertheless (as a policy may tell
 * it) hands it to its dead-letter queue; both at least once. Everything else (lengths) is for
 * policies.
 */
final class Topology {

    private static final List<String> EXCHANGES =
            List.of(
                    Exchanges.COMMANDS,
                    Exchanges.REPLIES,
                    Exchanges.EVENTS,
                    Exchanges.DEAD_LETTERS);

    /**
     * As good as none. RabbitMQ 4 would give up after 20 deliveries, which a look through the
     * management console is, too; RabbitMQ 3 does not take -1.
     */
    private static final int NO_DELIVERY_LIMIT = Integer.MAX_VALUE;

    private static final Map<String, Object> QUORUM =
            Map.of("x-queue-type", "quorum", "x-delivery-limit", NO_DELIVERY_LIMIT);

    private Topology() {}

    static void declareExchanges(Channel channel) throws IOException {
        for (String exchange : EXCHANGES) {
            channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
        }
    }

    /**
     * Declares a work queue with its bindings, retry queues and dead-letter queue.
     *
     * @param retries how many retry queues it has
     */
    static void declare(Channel channel, WorkQueue queue, int retries) throws IOException {
        declareExchanges(channel);
        String name = queue.queueName();
        declareQueue(channel, queue.deadLetterQueue(), QUORUM);
        channel.queueBind(queue.deadLetterQueue(), Exchanges.DEAD_LETTERS, name);
        declareQueue(channel, name, leadingTo(Exchanges.DEAD_LETTERS, name));
        for (String key : queue.bindingKeys()) {
            channel.queueBind(name, queue.exchange(), key);
        }
        for (int retry = 1; retry <= retries; retry++) {
            declareQueue(channel, retryQueue(queue, retry), leadingTo("", name));
        }
    }

    /** Where a message waits after its n-th failure, for as long as its expiration says. */
    static String retryQueue(WorkQueue queue, int failure) {
        return queue.queueName() + ".retry." + failure;
    }

    private static void declareQueue(Channel channel, String name, Map<String, Object> arguments)
            throws IOException {
        channel.queueDeclare(name, true, false, false, arguments);
    }

    private static Map<String, Object> leadingTo(String exchange, String routingKey) {
        Map<String, Object> arguments = new HashMap<>(QUORUM);
        arguments.put("x-dead-letter-exchange", exchange);
        arguments.put("x-dead-letter-routing-key", routingKey);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return arguments;
    }
}
