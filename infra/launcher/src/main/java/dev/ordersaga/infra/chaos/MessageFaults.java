package dev.ordersaga.infra.chaos;

import com.rabbitmq.client.AMQP;
import dev.ordersaga.contracts.WorkQueue;
import java.util.List;
import java.util.UUID;

/** What may happen to the messages. */
final class MessageFaults {

    private MessageFaults() {}

    static List<Fault> all() {
        return List.of(repeated().quickly(), poisoned().quickly());
    }

    private static Fault repeated() {
        return Fault.of(
                "messages-repeated",
                "every message comes twice at once, and once more late and shuffled",
                stage -> Repeater.listen(stage.amqp(), stage.random())::repeatAllAndClose);
    }

    private static Fault poisoned() {
        return Fault.of(
                "poison",
                "%d kinds of messages that nobody can read come into every work queue"
                        .formatted(Poison.kinds().size()),
                stage -> {
                    try (Amqp amqp = Amqp.to(stage.amqp())) {
                        for (WorkQueue queue : WorkQueue.values()) {
                            Poison.kinds().values().forEach(body -> poison(amqp, queue, body));
                            stage.poison().addAndGet(Poison.kinds().size());
                        }
                        amqp.awaitConfirms();
                    }
                    return () -> {};
                });
    }

    /** By the default exchange straight into the queue. */
    private static void poison(Amqp amqp, WorkQueue queue, byte[] body) {
        amqp.publish(
                "",
                queue.queueName(),
                new AMQP.BasicProperties.Builder()
                        .messageId(UUID.randomUUID().toString())
                        .correlationId(UUID.randomUUID().toString())
                        .deliveryMode(2)
                        .build(),
                body);
    }
}
