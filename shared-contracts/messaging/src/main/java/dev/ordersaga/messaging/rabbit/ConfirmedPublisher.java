package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.rabbitmq.Sender;
import reactor.rabbitmq.SenderOptions;

/**
 * The service's one publisher: everything it sends goes over one long-lived channel, with confirms
 * and the mandatory flag.
 */
public final class ConfirmedPublisher {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final BrokerConnections connections;
    private final Duration confirmTimeout;
    private final AtomicReference<@Nullable PublishingSession> current = new AtomicReference<>();
    private final Disposable.Swap running = Disposables.swap();

    public ConfirmedPublisher(BrokerConnections connections, Duration confirmTimeout) {
        this.connections = connections;
        this.confirmTimeout = confirmTimeout;
    }

    /** Publishes from now on, over as many sessions as it takes. */
    public void start() {
        Sender sender = new Sender(new SenderOptions().connectionMono(Mono.never()));
        Disposable sessions =
                Sessions.run(
                        "Publishing",
                        Flux.usingWhen(
                                connections.open("publisher"),
                                connection -> session(connection, sender),
                                BrokerConnections::close));
        running.update(Disposables.composite(sessions, sender::close));
    }

    private Flux<PublishingSession> session(Connection connection, Sender sender) {
        return Mono.fromCallable(() -> channel(connection))
                .subscribeOn(Schedulers.boundedElastic())
                .map(channel -> new PublishingSession(channel, sender, connections.loop()))
                .flatMapMany(
                        session ->
                                Flux.just(session)
                                        .doOnNext(current::set)
                                        .concatWith(session.run().then(Mono.empty()))
                                        .doFinally(_ -> current.compareAndSet(session, null)));
    }

    private Channel channel(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        connections.groundwork().layExchanges(channel);
        return channel;
    }

    public boolean isReady() {
        return current.get() != null;
    }

    /** Whether it takes more messages, because the broker keeps up with what it is sent. */
    boolean hasRoom() {
        PublishingSession session = current.get();
        return session != null && session.hasRoom();
    }

    /** Sends without waiting. What becomes of the message, it is told. */
    void send(Publication message) {
        PublishingSession session = current.get();
        if (session == null) {
            message.failed(NotConfirmed.cutOff("the publisher is not connected"));
        } else if (!session.offer(message)) {
            message.failed(NotConfirmed.cutOff("the broker takes no more for now"));
        }
    }

    /**
     * Completes when the broker has confirmed the message, else fails with NotConfirmed; neither on
     * a thread of the connection.
     */
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
                            send(message);
                        })
                .publishOn(Schedulers.parallel())
                .timeout(confirmTimeout)
                .onErrorMap(TimeoutException.class, _ -> new NotConfirmed("no confirm in time"));
    }

    /** Waits a while for what is on its way, then closes. */
    public Mono<Void> stop() {
        return Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .takeUntil(_ -> isIdle())
                .take(confirmTimeout)
                .then(Mono.fromRunnable(() -> running.update(Disposables.disposed())));
    }

    private boolean isIdle() {
        PublishingSession session = current.get();
        return session == null || session.isIdle();
    }
}
