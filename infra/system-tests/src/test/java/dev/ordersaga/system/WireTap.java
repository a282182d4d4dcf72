package dev.ordersaga.system;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.Exchanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/**
 * Listens to all commands and replies, and sends each once more at the same moment; later it can
 * send them all again, in any order. Copies carry a mark and are not copied again.
 */
final class WireTap implements AutoCloseable {

    private static final String MARK = "x-copy";
    private static final long CONFIRM_MILLIS = 60_000;

    private final List<Delivery> heard = new CopyOnWriteArrayList<>();
    private final Connection listener;
    private final Connection repeater;
    private final Channel repeating;

    WireTap(RunningSystem system) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(system.servers().brokerUri(system.virtualHost()));
        factory.setUsername(system.servers().brokerUser());
        factory.setPassword(system.servers().brokerPassword());
        listener = factory.newConnection("wire tap");
        repeater = factory.newConnection("wire tap, repeating");
        repeating = repeater.createChannel();
        repeating.confirmSelect();
        Channel listening = listener.createChannel();
        String queue = listening.queueDeclare().getQueue();
        for (String exchange : List.of(Exchanges.COMMANDS, Exchanges.REPLIES)) {
            listening.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
            listening.queueBind(queue, exchange, "#");
        }
        listening.basicConsume(queue, true, (_, delivery) -> hear(delivery), _ -> {});
    }

    int heard() {
        return heard.size();
    }

    private void hear(Delivery delivery) throws IOException {
        Map<String, Object> headers = delivery.getProperties().getHeaders();
        if (headers == null || !headers.containsKey(MARK)) {
            heard.add(delivery);
            repeat(delivery);
        }
    }

    /** Sends everything that was heard once more, shuffled. */
    void repeatAllShuffled(long seed) throws IOException, InterruptedException, TimeoutException {
        List<Delivery> late = new ArrayList<>(heard);
        Collections.shuffle(late, new Random(seed));
        for (Delivery delivery : late) {
            repeat(delivery);
        }
        synchronized (repeating) {
            repeating.waitForConfirmsOrDie(CONFIRM_MILLIS);
        }
    }

    private void repeat(Delivery delivery) throws IOException {
        Map<String, Object> headers = new HashMap<>();
        headers.put(MARK, true);
        AMQP.BasicProperties properties =
                delivery.getProperties().builder().headers(headers).build();
        synchronized (repeating) {
            repeating.basicPublish(
                    delivery.getEnvelope().getExchange(),
                    delivery.getEnvelope().getRoutingKey(),
                    properties,
                    delivery.getBody());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        repeater.close();
    }
}
