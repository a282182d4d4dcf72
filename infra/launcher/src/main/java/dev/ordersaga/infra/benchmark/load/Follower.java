package dev.ordersaga.infra.benchmark.load;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears how orders end, from a queue of its own at {@code saga.events}: that costs the order
 * service nothing.
 */
final class Follower implements AutoCloseable {

    private static final String ORDER_STATUS = "order.status";
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;

    private Follower(Connection connection) {
        this.connection = connection;
    }

    /** Is told of each end, once or more often. */
    @FunctionalInterface
    interface Listener {

        /**
         * Must not block.
         *
         * @param changedAt when the order service decided it, a moment before it committed
         */
        void ended(UUID orderId, String status, Instant changedAt);
    }

    /**
     * @param whenLost what to do when the broker is heard no more
     */
    static Follower listen(ServerUrl broker, Listener listener, Runnable whenLost) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(broker.path());
        factory.setAutomaticRecoveryEnabled(false);
        try {
            Connection connection = factory.newConnection("benchmark");
            consume(connection.createChannel(), listener);
            connection.addShutdownListener(
                    cause -> {
                        if (!cause.isInitiatedByApplication()) {
                            whenLost.run();
                        }
                    });
            return new Follower(connection);
        } catch (IOException | TimeoutException e) {
            throw Failure.failed("The broker is out of reach: %s".formatted(e.getMessage()));
        }
    }

    private static void consume(Channel channel, Listener listener) throws IOException {
        String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
        channel.queueBind(queue, Exchanges.EVENTS, ORDER_STATUS);
        channel.basicConsume(
                queue,
                true,
                new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(
                            String tag,
                            Envelope envelope,
                            AMQP.BasicProperties properties,
                            byte[] body) {
                        hear(JSON.readTree(body).path("message"), listener);
                    }
                });
    }

    private static void hear(JsonNode change, Listener listener) {
        String status = change.path("status").asString("");
        if (isEnd(status)) {
            listener.ended(
                    UUID.fromString(change.path("orderId").asString("")),
                    status,
                    Instant.parse(change.path("changedAt").asString("")));
        }
    }

    private static boolean isEnd(String status) {
        return switch (status) {
            case "APPROVED", "REJECTED", "CANCELLED" -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        connection.abort();
    }
}
