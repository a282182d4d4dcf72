package dev.ordersaga.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Topology.Binding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document has the exchanges, queues, keys and bindings of the contracts, and no other. */
class AsyncApiTest {

    private static final String FAILURE = ErrorEventMessage.class.getSimpleName();

    @Test
    void isOfTheThirdVersionAndUsesNoOtherExchange() {
        assertThat(AsyncApi.document().path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(exchanges()).containsExactlyInAnyOrderElementsOf(Exchanges.ALL);
        assertThat(AsyncApi.keys())
                .allSatisfy(
                        key -> {
                            JsonNode exchange = key.node().at("/bindings/amqp/exchange");
                            assertThat(exchange.path("type").asString()).isEqualTo("topic");
                            assertThat(exchange.path("durable").asBoolean()).isTrue();
                            assertThat(exchange.path("autoDelete").asBoolean(true)).isFalse();
                        });
    }

    private static Set<String> exchanges() {
        return Stream.concat(
                        AsyncApi.keys().stream().map(AsyncApi.Channel::exchange),
                        AsyncApi.queues().stream()
                                .flatMap(queue -> queue.node().path("x-bindings").valueStream())
                                .map(binding -> binding.path("exchange").asString()))
                .collect(Collectors.toSet());
    }

    @Test
    void hasEveryQueueWithItsArguments() {
        assertThat(
                        AsyncApi.queues().stream()
                                .map(
                                        queue ->
                                                new Topology.Queue(
                                                        queue.address(), arguments(queue.node()))))
                .containsExactlyInAnyOrderElementsOf(Topology.whole().queues());
        assertThat(AsyncApi.queues())
                .allSatisfy(
                        queue -> {
                            JsonNode amqp = queue.node().at("/bindings/amqp/queue");
                            assertThat(queue.filled(amqp.path("name").asString()))
                                    .isEqualTo(queue.address());
                            assertThat(amqp.path("durable").asBoolean()).isTrue();
                            assertThat(amqp.path("exclusive").asBoolean(true)).isFalse();
                            assertThat(amqp.path("autoDelete").asBoolean(true)).isFalse();
                        });
    }

    private static Map<String, Object> arguments(JsonNode queue) {
        Map<String, Object> arguments = new HashMap<>();
        queue.path("x-arguments")
                .properties()
                .forEach(
                        each ->
                                arguments.put(
                                        each.getKey(),
                                        each.getValue().isNumber()
                                                ? each.getValue().asInt()
                                                : each.getValue().asString()));
        return arguments;
    }

    @Test
    void hasEveryBinding() {
        assertThat(
                        AsyncApi.queues().stream()
                                .flatMap(
                                        queue ->
                                                queue.node()
                                                        .path("x-bindings")
                                                        .valueStream()
                                                        .map(binding -> binding(queue, binding))))
                .containsExactlyInAnyOrderElementsOf(Topology.whole().bindings());
    }

    private static Binding binding(AsyncApi.Channel queue, JsonNode binding) {
        return new Binding(
                binding.path("exchange").asString(),
                queue.filled(binding.path("routingKey").asString()),
                queue.address());
    }

    @Test
    void hasEveryRoutingKeyOfCommandsRepliesAndEvents() {
        Set<String> known =
                Stream.concat(
                                Topology.whole().bindings().stream()
                                        .filter(
                                                binding ->
                                                        !binding.exchange()
                                                                .equals(Exchanges.DEAD_LETTERS))
                                        .map(each -> each.exchange() + " " + each.routingKey()),
                                Event.ROUTING_KEYS.stream()
                                        .map(key -> Exchanges.EVENTS + " " + key))
                        .collect(Collectors.toSet());

        assertThat(AsyncApi.keys().stream().map(key -> key.exchange() + " " + key.address()))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyCommandAndEventGoesByItsOwnKeyAlone() {
        Samples.all().stream()
                .map(TargetEventMessage::message)
                .forEach(
                        message -> {
                            String name = message.getClass().getSimpleName();
                            switch (message) {
                                case Command command ->
                                        assertThat(keysOf(Exchanges.COMMANDS, name))
                                                .containsExactly(command.routingKey());
                                case Event event ->
                                        assertThat(keysOf(Exchanges.EVENTS, name))
                                                .containsExactly(event.routingKey());
                                case Reply _ ->
                                        assertThat(keysOf(Exchanges.REPLIES, name)).isNotEmpty();
                            }
                        });
    }

    private static Set<String> keysOf(String exchange, String message) {
        return AsyncApi.keys().stream()
                .filter(key -> key.messages().contains(message))
                .peek(key -> assertThat(key.exchange()).isEqualTo(exchange))
                .map(AsyncApi.Channel::address)
                .collect(Collectors.toSet());
    }

    @Test
    void aReplyComesFromWhomWasAskedAndIsOneThatTheOrchestratorCanHear() {
        for (AsyncApi.Channel key : AsyncApi.keys()) {
            if (key.exchange().equals(Exchanges.REPLIES)) {
                String orchestrator = word(key.address(), 0);
                String participant = word(key.address(), 1);
                Set<String> expected = new TreeSet<>(names(heardBy(orchestrator)));
                expected.retainAll(names(saidBy(participant)));
                expected.add(FAILURE);
                assertThat(expected).containsAll(key.messages());
                assertThat(key.messages()).contains(FAILURE).hasSizeGreaterThan(1);
            }
        }
    }

    private static Class<?> heardBy(String orchestrator) {
        return orchestrator.equals("order") ? OrderSagaReply.class : PaymentSagaReply.class;
    }

    private static Class<?> saidBy(String participant) {
        return switch (participant) {
            case "user" -> UserReply.class;
            case "kitchen" -> KitchenReply.class;
            case "payment" -> PaymentReply.class;
            default -> throw new IllegalArgumentException(participant);
        };
    }

    private static Set<String> names(Class<?> type) {
        return GoldenMessagesTest.records(type)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }

    @Test
    void aQueueHoldsWhatItsKeysLeadToIt() {
        for (WorkQueue queue : WorkQueue.values()) {
            Set<String> expected =
                    AsyncApi.keys().stream()
                            .filter(key -> key.exchange().equals(queue.exchange()))
                            .filter(key -> queue.bindingKeys().contains(key.address()))
                            .flatMap(key -> key.messages().stream())
                            .collect(Collectors.toSet());
            assertThat(AsyncApi.queues())
                    .filteredOn(channel -> channel.address().startsWith(queue.queueName()))
                    .hasSize(2 + Topology.RETRIES)
                    .allSatisfy(channel -> assertThat(channel.messages()).isEqualTo(expected));
        }
    }

    @Test
    void everyServiceSendsWithItsOwnKeysAndReceivesFromItsOwnQueues() {
        Set<String> expected =
                Stream.concat(
                                AsyncApi.keys().stream()
                                        .map(key -> sender(key) + " send " + key.address()),
                                Arrays.stream(WorkQueue.values())
                                        .map(WorkQueue::queueName)
                                        .map(queue -> word(queue, 0) + " receive " + queue))
                        .collect(Collectors.toSet());

        assertThat(AsyncApi.under("/operations").values().stream().map(AsyncApiTest::operation))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String operation(JsonNode operation) {
        return operation.path("x-service").asString()
                + " "
                + operation.path("action").asString()
                + " "
                + operation.at("/channel/$ref").asString().replace("#/channels/", "");
    }

    /** Who hears a command's reply has sent the command; who is asked answers. */
    private static String sender(AsyncApi.Channel key) {
        return switch (key.exchange()) {
            case Exchanges.COMMANDS ->
                    WorkQueue.ORDER_REPLIES.bindingKeys().contains("order." + key.address())
                            ? "order"
                            : "payment";
            case Exchanges.REPLIES -> word(key.address(), 1);
            case Exchanges.EVENTS -> word(key.address(), 0);
            default -> throw new IllegalArgumentException(key.exchange());
        };
    }

    private static String word(String key, int number) {
        return key.split("[.]")[number];
    }
}
