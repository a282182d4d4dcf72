package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Topology;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operator sees in the RabbitMQ management console, asked from its API. */
class BrokerTopologyIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();

    @Test
    void showsTheFourDurableTopicExchanges() {
        assertThat(all("/api/exchanges/"))
                .filteredOn(exchange -> text(exchange, "name").startsWith("saga."))
                .allMatch(exchange -> exchange.get("durable").booleanValue())
                .extracting(exchange -> text(exchange, "name") + " " + text(exchange, "type"))
                .containsExactlyInAnyOrder(
                        "saga.commands topic",
                        "saga.replies topic",
                        "saga.events topic",
                        "saga.dead-letters topic");
    }

    @Test
    void showsEveryWorkQueueWithItsDeadLetterQueueAsADurableQuorumQueue() {
        assertThat(all("/api/queues/"))
                .filteredOn(queue -> !text(queue, "name").contains(".retry."))
                .filteredOn(queue -> !text(queue, "name").startsWith("amq."))
                .filteredOn(queue -> !text(queue, "name").equals(Topology.DEAD_LETTERS_TURN))
                .allMatch(queue -> queue.get("durable").booleanValue())
                .allMatch(queue -> text(queue, "type").equals("quorum"))
                .extracting(queue -> text(queue, "name"))
                .containsExactlyInAnyOrder(
                        "user.commands",
                        "user.commands.dead",
                        "kitchen.commands",
                        "kitchen.commands.dead",
                        "payment.commands",
                        "payment.commands.dead",
                        "payment.replies",
                        "payment.replies.dead",
                        "payment.data-platform",
                        "payment.data-platform.dead",
                        "order.replies",
                        "order.replies.dead");
    }

    @Test
    void showsOneBindingPerStep() {
        assertThat(all("/api/bindings/"))
                .filteredOn(binding -> text(binding, "source").startsWith("saga."))
                .extracting(
                        binding ->
                                text(binding, "routing_key") + " > " + text(binding, "destination"))
                .contains(
                        "user.verify > user.commands",
                        "user.points.use > user.commands",
                        "user.points.restore > user.commands",
                        "kitchen.ticket.create > kitchen.commands",
                        "kitchen.ticket.approve > kitchen.commands",
                        "kitchen.ticket.reject > kitchen.commands",
                        "kitchen.ticket.cancel > kitchen.commands",
                        "payment.pay > payment.commands",
                        "payment.refund > payment.commands",
                        "order.user.verify > order.replies",
                        "order.kitchen.ticket.create > order.replies",
                        "order.kitchen.ticket.approve > order.replies",
                        "order.kitchen.ticket.reject > order.replies",
                        "order.kitchen.ticket.cancel > order.replies",
                        "order.payment.pay > order.replies",
                        "order.payment.refund > order.replies",
                        "payment.user.points.use > payment.replies",
                        "payment.user.points.restore > payment.replies",
                        "payment.completed > payment.data-platform",
                        "payment.refunded > payment.data-platform",
                        "kitchen.commands > kitchen.commands.dead",
                        "kitchen.commands.retry.3 > kitchen.commands.retry.3",
                        "kitchen.commands.replay > kitchen.commands");
    }

    private static Stream<JsonNode> all(String path) {
        return StreamSupport.stream(
                SYSTEM.broker(path + SYSTEM.virtualHost()).spliterator(), false);
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }
}
