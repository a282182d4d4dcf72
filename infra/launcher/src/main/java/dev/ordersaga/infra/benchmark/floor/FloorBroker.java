package dev.ordersaga.infra.benchmark.floor;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.ordersaga.infra.run.ServerUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** One worker's connection: it publishes with confirms, and consumes. */
final class FloorBroker {

    private static final int PREFETCH = 300;
    private static final AMQP.BasicProperties PROPERTIES =
            new AMQP.BasicProperties.Builder()
                    .deliveryMode(2)
                    .contentType("application/json")
                    .messageId("0123456789abcdef")
                    .build();

    private final CorkedSocket socket = new CorkedSocket();
    private final Channel publishing;
    private final Channel consuming;
    private final ConcurrentNavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();

    private FloorBroker(ServerUrl server, LongConsumer confirmed)
            throws IOException, TimeoutException {
        ConnectionFactory factory = factory(server);
        factory.setSocketFactory(socket.factory());
        Connection connection = factory.newConnection("floor");
        publishing = connection.createChannel();
        publishing.confirmSelect();
        publishing.addConfirmListener(
                (number, multiple) -> confirm(number, multiple, confirmed), (_, _) -> refused());
        consuming = connection.createChannel();
        consuming.basicQos(PREFETCH);
    }

    /**
     * Connects.
     *
     * @param confirmed is told the id of each message that the broker has made durable
     */
    static FloorBroker connect(ServerUrl server, LongConsumer confirmed)
            throws IOException, TimeoutException {
        return new FloorBroker(server, confirmed);
    }

    static ConnectionFactory factory(ServerUrl server) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setUsername(server.user());
        factory.setPassword(server.password());
        factory.setVirtualHost(server.path());
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    /** A message to be sent; the id is the outbox's. */
    record Outgoing(long id, String queue, String body) {}

    void consume(String queue, BlockingQueue<Chain.Message> arrived) throws IOException {
        consuming.basicConsume(
                queue,
                false,
                new DefaultConsumer(consuming) {
                    @Override
                    public void handleDelivery(
                            String tag,
                            Envelope envelope,
                            AMQP.BasicProperties properties,
                            byte[] body) {
                        arrived.add(Chain.Message.read(envelope.getDeliveryTag(), body));
                    }
                });
    }

    /**
     * Publishes, and acknowledges everything up to a delivery.
     *
     * @param tag of the delivery; 0 if there was none
     */
    void send(List<Outgoing> messages, long tag) throws IOException {
        socket.together(
                () -> {
                    for (Outgoing message : messages) {
                        unconfirmed.put(publishing.getNextPublishSeqNo(), message.id());
                        publishing.basicPublish(
                                "",
                                message.queue(),
                                PROPERTIES,
                                message.body().getBytes(StandardCharsets.US_ASCII));
                    }
                    if (tag > 0) {
                        consuming.basicAck(tag, true);
                    }
                });
    }

    private void confirm(long number, boolean multiple, LongConsumer confirmed) {
        var numbers =
                multiple
                        ? unconfirmed.headMap(number, true)
                        : unconfirmed.subMap(number, true, number, true);
        numbers.values().forEach(confirmed::accept);
        numbers.clear();
    }

    private static void refused() {
        throw new IllegalStateException("the broker refused a message");
    }
}
