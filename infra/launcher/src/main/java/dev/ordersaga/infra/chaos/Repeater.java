package dev.ordersaga.infra.chaos;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.infra.run.ServerUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hears every message through a binding of its own, and sends each once more at the same moment; at
 * the end all of them again, in any order.
 */
final class Repeater {

    private static final String MARK = "x-copy";

    /** Two connections: who waits for confirms on one does not hear what comes in on it. */
    private final Amqp listener;

    private final Amqp speaker;
    private final Random random;
    private final List<Delivery> heard = new CopyOnWriteArrayList<>();

    private Repeater(Amqp listener, Amqp speaker, Random random) {
        this.listener = listener;
        this.speaker = speaker;
        this.random = random;
    }

    static Repeater listen(ServerUrl server, Random random) {
        Repeater repeater = new Repeater(Amqp.to(server), Amqp.to(server), random);
        try {
            repeater.bind();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return repeater;
    }

    private void bind() throws IOException {
        Channel channel = listener.listening();
        String queue = channel.queueDeclare().getQueue();
        for (String exchange : List.of(Exchanges.COMMANDS, Exchanges.REPLIES, Exchanges.EVENTS)) {
            channel.queueBind(queue, exchange, "#");
        }
        channel.basicConsume(queue, true, (_, delivery) -> hear(delivery), _ -> {});
    }

    private void hear(Delivery delivery) {
        if (!headers(delivery).containsKey(MARK)) {
            heard.add(delivery);
            repeat(delivery);
        }
    }

    private void repeat(Delivery delivery) {
        Map<String, Object> headers = headers(delivery);
        headers.put(MARK, true);
        AMQP.BasicProperties properties =
                delivery.getProperties().builder().headers(headers).build();
        speaker.publish(
                delivery.getEnvelope().getExchange(),
                delivery.getEnvelope().getRoutingKey(),
                properties,
                delivery.getBody());
    }

    private static Map<String, Object> headers(Delivery delivery) {
        Map<String, Object> headers = delivery.getProperties().getHeaders();
        return headers == null ? new HashMap<>() : new HashMap<>(headers);
    }

    /** Sends everything that was heard again, shuffled, and listens no longer. */
    void repeatAllAndClose() {
        listener.close();
        List<Delivery> late = new ArrayList<>(heard);
        Collections.shuffle(late, random);
        late.forEach(this::repeat);
        speaker.awaitConfirms();
        speaker.close();
    }
}
