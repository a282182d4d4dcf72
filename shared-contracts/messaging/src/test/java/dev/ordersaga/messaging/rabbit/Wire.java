package dev.ordersaga.messaging.rabbit;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The other end of the broker: a plain client that sends commands and looks into queues. */
final class Wire implements AutoCloseable {

    static final Duration LONG = Duration.ofMinutes(2);
    static final UUID TX = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    static final String COMMAND_KEY = "user.verify";
    static final String REPLIES = WorkQueue.ORDER_REPLIES.queueName();
    static final String COMMANDS = WorkQueue.USER_COMMANDS.queueName();
    static final String DEAD = WorkQueue.USER_COMMANDS.deadLetterQueue();

    private final MessageCodec codec = new MessageCodec();
    private final Connection connection;
    private final Channel channel;

    Wire(String virtualHost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestServers.get().brokerUri(virtualHost));
        factory.setUsername(TestServers.get().brokerUser());
        factory.setPassword(TestServers.get().brokerPassword());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("test");
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    Channel channel() {
        return channel;
    }

    /** Declares a queue and what belongs to it, as the service that consumes it would. */
    void declare(WorkQueue queue) throws Exception {
        Groundwork.DECLARE.lay(channel, Topology.of(queue, 2));
    }

    void verify(String commandId, long userId) throws Exception {
        send(command(commandId), verifyUser(userId));
    }

    void verify(List<String> commandIds, long userId) throws Exception {
        for (String id : commandIds) {
            channel.basicPublish(
                    Exchanges.COMMANDS, COMMAND_KEY, true, command(id), verifyUser(userId));
        }
        channel.waitForConfirmsOrDie(LONG.toMillis());
    }

    void send(AMQP.BasicProperties properties, byte[] body) throws Exception {
        channel.basicPublish(Exchanges.COMMANDS, COMMAND_KEY, true, properties, body);
        channel.waitForConfirmsOrDie(LONG.toMillis());
    }

    byte[] verifyUser(long userId) {
        return codec.write(
                new TargetEventMessage(Target.ORDER_CREATION, TX, new VerifyUser(ORDER, userId)));
    }

    static AMQP.BasicProperties command(String commandId) {
        return new AMQP.BasicProperties.Builder()
                .messageId(commandId)
                .correlationId(commandId)
                .type("VerifyUser")
                .headers(Map.of())
                .build();
    }

    /** Takes the next message from a queue, when there is one. */
    GetResponse take(String queue) {
        return await("a message in " + queue)
                .atMost(LONG)
                .until(() -> channel.basicGet(queue, true), found -> found != null);
    }

    /** Takes messages from a queue until they are as expected. */
    List<GetResponse> takeUntil(String queue, Predicate<List<GetResponse>> enough) {
        List<GetResponse> taken = new ArrayList<>();
        await("messages in " + queue)
                .atMost(LONG)
                .until(
                        () -> {
                            GetResponse found = channel.basicGet(queue, true);
                            while (found != null) {
                                taken.add(found);
                                found = channel.basicGet(queue, true);
                            }
                            return enough.test(taken);
                        });
        return taken;
    }

    /** How many messages of a queue wait for a consumer. */
    long ready(String queue) throws Exception {
        return channel.messageCount(queue);
    }

    static String text(GetResponse message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }

    static String header(GetResponse message, String name) {
        return String.valueOf(message.getProps().getHeaders().get(name));
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
