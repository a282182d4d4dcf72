package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator finds in the management console. */
class TopologyIT {

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
