package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Makes the runtime for the listeners that a service has.
 *
 * @param consumers how many of each queue there are, each with a batch of its own
 * @param batchSize most messages that share one transaction
 * @param linger how long a batch waits for company in busy times
 * @param prefetch most messages that a consumer holds unacknowledged
 * @param retryDelays how long a message waits after each technical failure
 */
public record MessagingRuntimeFactory(
        BrokerConnections connections,
        ConfirmedPublisher publisher,
        OutboxRelay relay,
        Transactions transactions,
        InboxTable inbox,
        OutboxTable outbox,
        MessageCodec codec,
        Clock clock,
        Failpoints failpoints,
        int consumers,
        int batchSize,
        Linger linger,
        int prefetch,
        List<Duration> retryDelays) {

    public MessagingRuntime create(List<? extends QueueListener<?>> listeners) {
        return new MessagingRuntime(connections, publisher, relay, consumers(listeners));
    }

    /** Several of one queue are like several instances of the service. */
    private List<WorkQueueConsumer> consumers(List<? extends QueueListener<?>> listeners) {
        return Collections.nCopies(consumers, listeners).stream()
                .flatMap(List::stream)
                .map(this::consumer)
                .toList();
    }

    private WorkQueueConsumer consumer(QueueListener<?> listener) {
        FailureRoutes failures =
                new FailureRoutes(
                        listener.queue(), retryDelays, publisher, transactions, outbox, clock);
        return new WorkQueueConsumer(
                listener.queue(),
                retryDelays.size(),
                prefetch,
                connections,
                new DeliveryBatches(handling(listener), failures, codec, failpoints, linger));
    }

    private Handling handling(QueueListener<?> listener) {
        return switch (listener) {
            case QueueListener.Commands<?> commands ->
                    new CommandHandling<>(commands, transactions, inbox, outbox, batchSize);
            case QueueListener.Replies<?> replies ->
                    new ReplyHandling<>(replies, transactions, inbox, batchSize);
            case QueueListener.Events<?> events ->
                    new EventHandling<>(events, transactions, inbox, batchSize);
        };
    }
}
