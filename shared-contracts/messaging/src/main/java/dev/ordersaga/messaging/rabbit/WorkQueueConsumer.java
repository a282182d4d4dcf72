package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.rabbitmq.AcknowledgableDelivery;
import reactor.rabbitmq.ConsumeOptions;
import reactor.rabbitmq.Receiver;
import reactor.rabbitmq.ReceiverOptions;

/** Consumes one work queue, in sessions: each lays the ground, and lasts as long as its channel. */
final class WorkQueueConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueueConsumer.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    private final WorkQueue queue;
    private final int retries;
    private final int prefetch;
    private final BrokerConnections connections;
    private final DeliveryBatches batches;
    private final String consumerTag;
    private final AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Disposable.Swap running = Disposables.swap();

    WorkQueueConsumer(
            WorkQueue queue,
            int retries,
            int prefetch,
            BrokerConnections connections,
            DeliveryBatches batches) {
        this.queue = queue;
        this.retries = retries;
        this.prefetch = prefetch;
        this.connections = connections;
        this.batches = batches;
        this.consumerTag = queue.queueName() + "-" + UUID.randomUUID();
    }

    void start() {
        stopping.set(false);
        Scheduler thread = Schedulers.newSingle("saga-" + queue.queueName(), true);
        Disposable sessions =
                Sessions.run("Consuming " + queue.queueName(), Flux.defer(() -> session(thread)));
        running.update(Disposables.composite(sessions, thread));
    }

    /** Whether a consumer is registered with the broker. */
    boolean isConsuming() {
        Channel open = channel.get();
        return open != null && open.isOpen();
    }

    private Flux<Connection> session(Scheduler thread) {
        return stopping.get()
                ? Flux.never()
                : connections
                        .consuming()
                        .delayUntil(this::prepare)
                        .flatMapMany(
                                connection ->
                                        Flux.just(connection).concatWith(work(connection, thread)))
                        .doFinally(_ -> channel.set(null));
    }

    private Mono<Connection> work(Connection connection, Scheduler thread) {
        return batches.workOff(deliveries(connection), thread).then(Mono.empty());
    }

    private Mono<Void> prepare(Connection connection) {
        return Mono.<Void>fromCallable(
                        () -> {
                            try (Channel preparing = connection.createChannel()) {
                                connections
                                        .groundwork()
                                        .lay(preparing, Topology.of(queue, retries));
                            }
                            return null;
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<AcknowledgableDelivery> deliveries(Connection connection) {
        Receiver receiver =
                new Receiver(
                        new ReceiverOptions()
                                .connectionMono(Mono.just(connection))
                                .connectionSubscriptionScheduler(Schedulers.boundedElastic()));
        return receiver.consumeManualAck(
                queue.queueName(),
                new ConsumeOptions()
                        .qos(prefetch)
                        .consumerTag(consumerTag)
                        .channelCallback(channel::set)
                        .exceptionHandler(
                                (_, fault) ->
                                        LOG.debug("Acknowledged too late: {}", fault.toString())));
    }

    /** Takes no more messages, finishes those at hand, and gives up the queue. */
    Mono<Void> stop() {
        stopping.set(true);
        return Mono.fromRunnable(this::cancel)
                .subscribeOn(Schedulers.boundedElastic())
                .thenMany(Flux.interval(Duration.ZERO, LOOK_AGAIN))
                .takeUntil(_ -> batches.isIdle())
                .take(LONGEST_DRAIN)
                .then(Mono.fromRunnable(() -> running.update(Disposables.disposed())));
    }

    private void cancel() {
        Channel open = channel.get();
        if (open == null) {
            return;
        }
        try {
            open.basicCancel(consumerTag);
        } catch (IOException | RuntimeException fault) {
            LOG.debug("Could not cancel {}: {}", consumerTag, fault.toString());
        }
    }
}
