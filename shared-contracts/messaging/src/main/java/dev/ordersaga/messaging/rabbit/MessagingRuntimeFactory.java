package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the runtime for the listeners that a service has.
 *
 * @param consumers how many of each queue there are, like as many instances of the service
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
                .map(this::ofOneInstance)
                .flatMap(List::stream)
                .toList();
    }

    /** What is handled in transactions shares them, and therefore a consumer. */
    private List<WorkQueueConsumer> ofOneInstance(List<? extends QueueListener<?>> listeners) {
        List<WorkQueueConsumer> all = new ArrayList<>();
        List<InTransaction> together = new ArrayList<>();
        for (QueueListener<?> listener : listeners) {
            switch (listener) {
                case QueueListener.Commands<?> commands ->
                        together.add(new CommandHandling<>(commands, outbox));
                case QueueListener.Replies<?> replies -> together.add(new ReplyHandling<>(replies));
                case QueueListener.Events<?> events -> all.add(ofEvents(events));
            }
        }
        if (!together.isEmpty()) {
            all.add(
                    consumer(
                            together.stream().map(InTransaction::queue).toList(),
                            new TransactionalHandling(together, transactions, inbox, batchSize),
                            linger));
        }
        return all;
    }

    /** No saga waits for what an event tells, so its batches have time. */
    private WorkQueueConsumer ofEvents(QueueListener.Events<?> events) {
        return consumer(
                List.of(events.queue()),
                new EventHandling<>(events, transactions, inbox, batchSize),
                linger.longest());
    }

    private WorkQueueConsumer consumer(List<WorkQueue> queues, Handling handling, Linger waiting) {
        Map<WorkQueue, FailureRoutes> failures = new EnumMap<>(WorkQueue.class);
        queues.forEach(queue -> failures.put(queue, failures(queue)));
        return new WorkQueueConsumer(
                queues,
                retryDelays.size(),
                prefetch,
                connections,
                new DeliveryBatches(handling, failures, codec, failpoints, waiting));
    }

    private FailureRoutes failures(WorkQueue queue) {
        return new FailureRoutes(queue, retryDelays, publisher, transactions, outbox, clock);
    }
}
