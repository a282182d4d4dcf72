package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ordersaga.messaging.DeadLettersUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Lets one piece of work run at a time, over all instances of a service. The turn is an exclusive
 * queue that never has a message: its name belongs to one connection, and is free again as soon as
 * that is lost.
 */
final class OneAtATime {

    static final String TURN = "order.dead-letters-turn";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 30;

    private final BrokerConnections connections;

    OneAtATime(BrokerConnections connections) {
        this.connections = connections;
    }

    /** The connection is the work's own: an exclusive queue is shared by all of a connection. */
    <R> Mono<R> run(Function<Connection, Mono<R>> work) {
        return Mono.usingWhen(
                connections.open("dead letters"),
                connection -> turn(connection).then(Mono.defer(() -> work.apply(connection))),
                BrokerConnections::close);
    }

    private static Mono<Void> turn(Connection connection) {
        return Mono.<Void>fromCallable(
                        () -> {
                            Channel channel = connection.createChannel();
                            channel.queueDeclare(TURN, false, true, true, Map.of());
                            return null;
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(
                        Retry.backoff(TRIES, FIRST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .filter(IOException.class::isInstance)
                                .onRetryExhaustedThrow(
                                        (_, _) ->
                                                new DeadLettersUnavailable(
                                                        "somebody else is looking into them")));
    }
}
