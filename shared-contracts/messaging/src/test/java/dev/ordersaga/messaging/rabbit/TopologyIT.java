package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator finds in the management console. */
class TopologyIT {

    /** RabbitMQ 4 gives up after 20 deliveries unless it is told otherwise. */
    private static final int MORE_THAN_A_BROKER_PUTS_UP_WITH = 25;

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource
    void aWorkQueueIsDeclaredWithAllThatBelongsToIt(WorkQueue queue) throws Exception {
        stage.wire().declare(queue);
        stage.wire().declare(queue);

        String name = queue.queueName();
        List<String> names = List.of(name, name + ".retry.1", name + ".retry.2", name + ".dead");
        assertThat(names)
                .allSatisfy(
                        each -> {
                            JsonNode found = get("/api/queues/%s/" + each);
                            assertThat(found.path("type").asString()).isEqualTo("quorum");
                            assertThat(found.path("durable").asBoolean()).isTrue();
                            assertThat(found.path("auto_delete").asBoolean()).isFalse();
                        });
        assertLeadsTo(name, Exchanges.DEAD_LETTERS, name);
        assertLeadsTo(name + ".retry.1", "", name);
        assertLeadsTo(name + ".retry.2", "", name);
        assertThat(keys(queue.exchange(), name)).hasSameElementsAs(queue.bindingKeys());
        assertThat(keys(Exchanges.DEAD_LETTERS, name + ".dead")).containsExactly(name);
        assertThat(keys(Exchanges.DEAD_LETTERS, name)).containsExactly(name + ".replay");
        assertThat(keys(Exchanges.DEAD_LETTERS, name + ".retry.2"))
                .containsExactly(name + ".retry.2");
    }

    @ParameterizedTest
    @EnumSource(names = "USER_COMMANDS")
    void theExchangesAreDurableTopics(WorkQueue queue) throws Exception {
        stage.wire().declare(queue);
        assertThat(
                        List.of(
                                Exchanges.COMMANDS,
                                Exchanges.REPLIES,
                                Exchanges.EVENTS,
                                Exchanges.DEAD_LETTERS))
                .allSatisfy(
                        exchange -> {
                            JsonNode found = get("/api/exchanges/%s/" + exchange);
                            assertThat(found.path("type").asString()).isEqualTo("topic");
                            assertThat(found.path("durable").asBoolean()).isTrue();
                        });
    }

    /** As by a service that crashes again and again, or an operator who looks at dead letters. */
    @ParameterizedTest
    @ValueSource(strings = {"user.commands", "user.commands.dead"})
    void aMessageIsDroppedByNoQueueHoweverOftenItIsTakenAndNotAcknowledged(String queue)
            throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().channel().basicPublish("", queue, true, Wire.command("c-1"), new byte[0]);
        stage.wire().channel().waitForConfirmsOrDie(Wire.LONG.toMillis());

        for (int look = 1; look <= MORE_THAN_A_BROKER_PUTS_UP_WITH; look++) {
            takeWithoutAcknowledging(queue);
        }

        assertThat(stage.wire().take(queue).getProps().getMessageId()).isEqualTo("c-1");
    }

    private void takeWithoutAcknowledging(String queue) throws Exception {
        try (Channel channel = stage.wire().channel().getConnection().createChannel()) {
            await("the message in " + queue)
                    .atMost(Wire.LONG)
                    .until(() -> channel.basicGet(queue, false), Objects::nonNull);
        }
    }

    private void assertLeadsTo(String queue, String exchange, String routingKey) {
        JsonNode arguments = get("/api/queues/%s/" + queue).path("arguments");
        assertThat(arguments.path("x-dead-letter-exchange").asString()).isEqualTo(exchange);
        assertThat(arguments.path("x-dead-letter-routing-key").asString()).isEqualTo(routingKey);
        assertThat(arguments.path("x-dead-letter-strategy").asString()).isEqualTo("at-least-once");
        assertThat(arguments.path("x-overflow").asString()).isEqualTo("reject-publish");
    }

    private List<String> keys(String exchange, String queue) {
        List<String> keys = new ArrayList<>();
        get("/api/bindings/%s/e/" + exchange + "/q/" + queue)
                .forEach(binding -> keys.add(binding.path("routing_key").asString()));
        return keys;
    }

    private JsonNode get(String path) {
        String place = path.replace("%s", stage.virtualHost());
        return JsonMapper.shared().readTree(TestServers.get().manage("GET", place, ""));
    }
}
