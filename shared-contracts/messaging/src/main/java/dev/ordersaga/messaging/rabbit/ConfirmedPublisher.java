package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
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

/**
 * The service's one publisher: everything it sends goes over one long-lived channel, with confirms
 * and the mandatory flag.
 */
public final class ConfirmedPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedPublisher.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final BrokerConnections connections;
    private final Duration confirmTimeout;
    private final Scheduler thread = Schedulers.newSingle("saga-publisher", true);
    private final AtomicReference<@Nullable PublishingSession> current = new AtomicReference<>();
    private Disposable sessions = Disposables.disposed();

    public ConfirmedPublisher(BrokerConnections connections, Duration confirmTimeout) {
        this.connections = connections;
        this.confirmTimeout = confirmTimeout;
    }

    /** Publishes from now on, over as many sessions as it takes. */
    public void start() {
        sessions =
                Mono.usingWhen(
                                connections.open("publisher"),
                                this::session,
                                BrokerConnections::close)
                        .doOnError(
                                fault -> LOG.warn("Publishing has stopped: {}", fault.toString()))
                        .repeatWhen(ends -> ends.delayElements(Duration.ofMillis(200)))
                        .retryWhen(BrokerConnections.pauses())
                        .subscribe();
    }

    private Mono<Void> session(Connection connection) {
        return Mono.fromCallable(() -> channel(connection))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(
                        channel -> {
                            PublishingSession session = new PublishingSession(channel, thread);
                            return session.run()
                                    .doOnSubscribe(_ -> current.set(session))
                                    .doFinally(_ -> current.compareAndSet(session, null));
                        });
    }

    private static Channel channel(Connection connection) throws java.io.IOException {
        Channel channel = connection.createChannel();
        Topology.declareExchanges(channel);
        return channel;
    }

    public boolean isReady() {
        return current.get() != null;
    }

    /**
     * Sends without waiting.
     *
     * @return whether there is a session that has taken the message; its outcome follows only then
     */
    boolean offer(Publication message) {
        PublishingSession session = current.get();
        return session != null && session.offer(message);
    }

    /** Completes when the broker has confirmed the message, else fails with NotConfirmed. */
    Mono<Void> publish(
            String exchange, String routingKey, AMQP.BasicProperties properties, byte[] body) {
        return Mono.<Void>create(
                        sink -> {
                            Publication message =
                                    new Publication(
                                            exchange,
                                            routingKey,
                                            true,
                                            properties,
                                            body,
                                            failure ->
                                                    failure.ifPresentOrElse(
                                                            sink::error, sink::success));
                            if (!offer(message)) {
                                sink.error(new NotConfirmed("the publisher is not connected"));
                            }
                        })
                .timeout(confirmTimeout)
                .onErrorMap(TimeoutException.class, _ -> new NotConfirmed("no confirm in time"));
    }

    /** Waits a while for what is on its way, then closes. */
    public Mono<Void> stop() {
        return Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .takeUntil(_ -> isIdle())
                .take(confirmTimeout)
                .then(Mono.fromRunnable(this::close));
    }

    private boolean isIdle() {
        PublishingSession session = current.get();
        return session == null || session.isIdle();
    }

    private void close() {
        sessions.dispose();
        thread.dispose();
    }
}
