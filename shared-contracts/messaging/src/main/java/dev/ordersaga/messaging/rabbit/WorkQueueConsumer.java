package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.rabbit.DeliveryBatches.Arrival;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.rabbitmq.AcknowledgableDelivery;
import reactor.rabbitmq.Receiver;

/**
 * Consumes work queues whose messages are handled together, in sessions: each lays the ground, and
 * lasts as long as its channel.
 */
final class WorkQueueConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueueConsumer.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    private final List<WorkQueue> queues;
    private final int retries;
    private final int prefetch;
    private final BrokerConnections connections;
    private final DeliveryBatches batches;
    private final UUID id = UUID.randomUUID();
    private final AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    private volatile boolean consuming;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Disposable.Swap running = Disposables.swap();

    WorkQueueConsumer(
            List<WorkQueue> queues,
            int retries,
            int prefetch,
            BrokerConnections connections,
            DeliveryBatches batches) {
        this.queues = List.copyOf(queues);
        this.retries = retries;
        this.prefetch = prefetch;
        this.connections = connections;
        this.batches = batches;
    }

    void start() {
        stopping.set(false);
        String names =
                queues.stream().map(WorkQueue::queueName).collect(Collectors.joining(" and "));
        running.update(Sessions.run("Consuming " + names, Flux.defer(this::session)));
    }

    /** Whether its consumers are registered with the broker. */
    boolean isConsuming() {
        Channel open = channel.get();
        return consuming && open != null && open.isOpen();
    }

    private Flux<Connection> session() {
        return stopping.get()
                ? Flux.never()
                : connections
                        .consuming()
                        .delayUntil(this::prepare)
                        .flatMapMany(
                                connection -> Flux.just(connection).concatWith(work(connection)))
                        .doFinally(_ -> forgetChannel());
    }

    private void forgetChannel() {
        consuming = false;
        channel.set(null);
    }

    private Mono<Connection> work(Connection connection) {
        return batches.workOff(deliveries(connection), connections.loop()).then(Mono.empty());
    }

    private Mono<Void> prepare(Connection connection) {
        return Mono.<Void>fromCallable(
                        () -> {
                            try (Channel preparing = connection.createChannel()) {
                                for (WorkQueue queue : queues) {
                                    connections
                                            .groundwork()
                                            .lay(preparing, Topology.of(queue, retries));
                                }
                            }
                            return null;
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** What is delivered, on the loop of the connection, until its channel ends. */
    private Flux<Arrival> deliveries(Connection connection) {
        return Flux.create(
                sink -> {
                    try {
                        consume(connection.createChannel(), sink);
                    } catch (IOException | RuntimeException fault) {
                        sink.error(fault);
                    }
                });
    }

    private void consume(Channel opened, FluxSink<Arrival> sink) throws IOException {
        var _ = sink.onDispose(() -> close(opened));
        channel.set(opened);
        opened.basicQos(prefetch);
        for (WorkQueue queue : queues) {
            consume(queue, opened, sink);
        }
        consuming = true;
        opened.addShutdownListener(_ -> sink.complete());
    }

    private void consume(WorkQueue queue, Channel opened, FluxSink<Arrival> sink)
            throws IOException {
        try {
            opened.basicConsume(
                    queue.queueName(),
                    false,
                    tag(queue),
                    (_, delivery) -> {
                        var _ =
                                sink.next(
                                        new Arrival(
                                                queue,
                                                new AcknowledgableDelivery(
                                                        delivery, opened, this::isTooLate)));
                    },
                    _ -> sink.complete());
        } catch (IOException fault) {
            throw MissingQueue.orElse(queue.queueName(), fault);
        }
    }

    private String tag(WorkQueue queue) {
        return queue.queueName() + "-" + id;
    }

    private void isTooLate(Receiver.AcknowledgmentContext acknowledgement, Exception fault) {
        LOG.debug("Acknowledged too late: {}", fault.toString());
    }

    /** Closing waits for the broker's answer, which the loop could then not read. */
    private static void close(Channel opened) {
        var _ =
                Schedulers.boundedElastic()
                        .schedule(
                                () -> {
                                    try {
                                        opened.close();
                                    } catch (IOException
                                            | TimeoutException
                                            | RuntimeException fault) {
                                        LOG.debug("Closed already: {}", fault.toString());
                                    }
                                });
    }

    /** Takes no more messages, finishes those at hand, and gives up the queues. */
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
        if (open != null) {
            queues.forEach(queue -> cancel(open, tag(queue)));
        }
    }

    private static void cancel(Channel open, String consumerTag) {
        try {
            open.basicCancel(consumerTag);
        } catch (IOException | RuntimeException fault) {
            LOG.debug("Could not cancel {}: {}", consumerTag, fault.toString());
        }
    }
}
