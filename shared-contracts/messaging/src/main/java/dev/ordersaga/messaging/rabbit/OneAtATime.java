package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.messaging.DeadLettersUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Lets one piece of work run at a time, over all instances of a service. The turn is a queue that
 * never has a message: one consumer has it to itself, and it is free again as soon as the
 * consumer's connection is lost.
 */
final class OneAtATime {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 30;

    private final BrokerConnections connections;

    OneAtATime(BrokerConnections connections) {
        this.connections = connections;
    }

    /** The connection is the work's own, so that its end ends the turn. */
    <R> Mono<R> run(Function<Connection, Mono<R>> work) {
        return Mono.usingWhen(
                connections.open("dead letters"),
                connection -> turn(connection).then(Mono.defer(() -> work.apply(connection))),
                BrokerConnections::close);
    }

    private Mono<Void> turn(Connection connection) {
        return Mono.<Void>fromCallable(
                        () -> {
                            Channel channel = connection.createChannel();
                            connections.groundwork().lay(channel, Topology.turn());
                            take(channel);
                            return null;
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(
                        Retry.backoff(TRIES, FIRST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .filter(OneAtATime::isTaken)
                                .onRetryExhaustedThrow(
                                        (_, _) ->
                                                new DeadLettersUnavailable(
                                                        "somebody else is looking into them")));
    }

    private static void take(Channel channel) throws IOException {
        try {
            channel.basicConsume(
                    Topology.DEAD_LETTERS_TURN,
                    true,
                    "",
                    false,
                    true,
                    Map.of(),
                    new DefaultConsumer(channel));
        } catch (IOException fault) {
            throw MissingQueue.orElse(Topology.DEAD_LETTERS_TURN, fault);
        }
    }

    private static boolean isTaken(Throwable fault) {
        return fault instanceof IOException && !(fault instanceof MissingQueue);
    }
}
