package dev.ordersaga.messaging.testing;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Very many messages for a virtual host at once.
 *
 * <p>Tests are small unless the system property {@code saga.flood} is {@code full}.
 */
public final class Flood implements AutoCloseable {

    private static final boolean FULL = "full".equals(System.getProperty("saga.flood"));

    /** How long a flood may take to be worked off. */
    public static final Duration PATIENCE = Duration.ofMinutes(size(60, 5));

    private static final int AT_A_TIME = 1_000;
    private static final long CONFIRM_MILLIS = 120_000;

    private final Connection connection;
    private final Channel channel;
    private final AtomicInteger returned = new AtomicInteger();

    public Flood(String virtualHost) throws Exception {
        TestServers servers = TestServers.get();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(servers.brokerUri(virtualHost));
        factory.setUsername(servers.brokerUser());
        factory.setPassword(servers.brokerPassword());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("flood");
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.addReturnListener(_ -> returned.incrementAndGet());
    }

    /** The size of a test, which is not always run in full. */
    public static int size(int full, int small) {
        return FULL ? full : small;
    }

    /**
     * Chains of messages in random order, with a share of all being repetitions. No network breaks
     * up a chain: a message is sent only when those before it have had their effect. A repetition
     * comes somewhere behind the message that it repeats.
     */
    public static List<Letter> shuffled(
            List<List<Letter>> chains, double repeats, RandomGenerator random) {
        List<Placed> placed = new ArrayList<>();
        for (List<Letter> chain : chains) {
            double[] places = random.doubles(chain.size()).sorted().toArray();
            for (int link = 0; link < places.length; link++) {
                placed.add(new Placed(places[link], chain.get(link)));
            }
        }
        int firsts = placed.size();
        long more = Math.round(firsts * repeats / (1 - repeats));
        for (long repeat = 0; repeat < more; repeat++) {
            Placed first = placed.get(random.nextInt(firsts));
            placed.add(new Placed(random.nextDouble(first.place(), 1), first.letter()));
        }
        return placed.stream()
                .sorted(Comparator.comparingDouble(Placed::place))
                .map(Placed::letter)
                .collect(toCollection(ArrayList::new));
    }

    private record Placed(double place, Letter letter) {}

    /** Each once, chain by chain, as a network without faults would bring them. */
    public static List<Letter> inOrder(List<List<Letter>> chains) {
        return chains.stream().flatMap(List::stream).toList();
    }

    /** Chains of one message each. */
    public static List<List<Letter>> loose(Letter... letters) {
        return Arrays.stream(letters).map(List::of).toList();
    }

    /** Sends all; when it returns, they are in queues. */
    public void send(Collection<Letter> letters) throws Exception {
        int sent = 0;
        for (Letter letter : letters) {
            channel.basicPublish(
                    letter.exchange(),
                    letter.routingKey(),
                    true,
                    letter.properties(),
                    letter.body());
            if (++sent % AT_A_TIME == 0) {
                channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
            }
        }
        channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        assertThat(returned).as("messages that no queue took").hasValue(0);
    }

    public void send(Letter... letters) throws Exception {
        send(Arrays.asList(letters));
    }

    /**
     * Sends all, and a last one behind them, and waits until the service has handled them. It takes
     * its queue in order, so it has then handled all but those that failed; none may have.
     *
     * @param schema the service's own
     */
    public void handleAll(WorkQueue queue, String schema, Collection<Letter> letters, Letter last)
            throws Exception {
        send(letters);
        send(last);
        String handled =
                "SELECT COUNT(*) FROM inbox WHERE message_id = '%s'"
                        .formatted(last.properties().getMessageId());
        await("everything is handled")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> TestServers.get().number(schema, handled) == 1);
        await("everything is sent")
                .atMost(PATIENCE)
                .until(() -> TestServers.get().number(schema, "SELECT COUNT(*) FROM outbox") == 0);
        assertThat(ready(queue.queueName(), queue.queueName() + ".retry.1")).isZero();
        assertThat(ready(queue.deadLetterQueue())).isZero();
    }

    /** Hears copies of what goes over these exchanges from now on. */
    public void listen(Consumer<Delivery> ear, String... exchanges) throws Exception {
        Channel listening = connection.createChannel();
        String queue = listening.queueDeclare().getQueue();
        for (String exchange : exchanges) {
            listening.exchangeDeclare(exchange, "topic", true);
            listening.queueBind(queue, exchange, "#");
        }
        listening.basicConsume(queue, true, (_, delivery) -> ear.accept(delivery), _ -> {});
    }

    /** Takes all messages of a queue away, as they come. */
    public void take(String queue, Consumer<Delivery> ear) throws Exception {
        Channel taking = connection.createChannel();
        taking.basicQos(AT_A_TIME);
        taking.basicConsume(
                queue,
                false,
                (_, delivery) -> {
                    ear.accept(delivery);
                    taking.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                _ -> {});
    }

    /** How many messages of these queues wait for a consumer. */
    public long ready(String... queues) throws Exception {
        long ready = 0;
        for (String queue : queues) {
            ready += channel.messageCount(queue);
        }
        return ready;
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
