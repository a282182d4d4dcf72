package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Headers;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.DeadLettersUnavailable;
import dev.ordersaga.messaging.MessageCodec;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks into dead-letter queues with {@code basic.get}, and acknowledges only what was replayed.
 * Everything else is the broker's again when the channel is given up, at the latest when the
 * process dies.
 */
public final class DeadLetterDesk implements DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);

    private final ConfirmedPublisher publisher;
    private final MessageCodec codec;
    private final Clock clock;
    private final OneAtATime turns;

    /** A desk for one service, whose account may read every dead-letter queue. */
    public DeadLetterDesk(
            BrokerConnections connections,
            ConfirmedPublisher publisher,
            MessageCodec codec,
            Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.clock = clock;
        this.turns = new OneAtATime(connections);
    }

    @Override
    public <R> Mono<List<R>> workThrough(
            WorkQueue queue, int most, Function<InHand, Mono<R>> work) {
        return turns.run(connection -> workThrough(connection, queue, most, work))
                .onErrorMap(DeadLetterDesk::isOfTheBroker, DeadLetterDesk::unavailable)
                .cache();
    }

    private <R> Mono<List<R>> workThrough(
            Connection connection, WorkQueue queue, int most, Function<InHand, Mono<R>> work) {
        return Flux.usingWhen(
                        Mono.fromCallable(connection::createChannel)
                                .subscribeOn(Schedulers.boundedElastic()),
                        channel -> letters(channel, queue, most).concatMap(work, 0),
                        DeadLetterDesk::putBack)
                .collectList();
    }

    /** One {@code get} per letter that is asked for, as many as were there at the first. */
    private Flux<InHand> letters(Channel channel, WorkQueue queue, int most) {
        return Flux.<InHand, Integer>generate(
                        () -> most,
                        (left, sink) -> {
                            GetResponse found = left == 0 ? null : get(channel, queue);
                            if (found == null) {
                                sink.complete();
                                return 0;
                            }
                            sink.next(new Letter(channel, queue, found));
                            return Math.min(left - 1, found.getMessageCount());
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static @Nullable GetResponse get(Channel channel, WorkQueue queue) {
        try {
            return channel.basicGet(queue.deadLetterQueue(), false);
        } catch (IOException fault) {
            // A service that has never run may have no queue, and so no dead letters.
            if (MissingQueue.isMeantBy(fault)) {
                return null;
            }
            throw unavailable(fault);
        }
    }

    private static Mono<Void> putBack(Channel channel) {
        return Mono.<Void>fromRunnable(
                        () -> {
                            try {
                                if (channel.isOpen()) {
                                    channel.basicNack(0, true, true);
                                    channel.close();
                                }
                            } catch (Exception fault) {
                                LOG.debug(
                                        "The broker puts back what is left: {}", fault.toString());
                            }
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static boolean isOfTheBroker(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof TimeoutException
                || fault instanceof ShutdownSignalException
                || fault instanceof NotConfirmed;
    }

    private static DeadLettersUnavailable unavailable(Throwable fault) {
        return new DeadLettersUnavailable("the broker does not take part: " + fault, fault);
    }

    private final class Letter implements InHand {

        private final Channel channel;
        private final WorkQueue queue;
        private final Delivery delivery;
        private final DeadLetter letter;

        Letter(Channel channel, WorkQueue queue, GetResponse found) {
            this.channel = channel;
            this.queue = queue;
            this.delivery = new Delivery(found.getEnvelope(), found.getProps(), found.getBody());
            this.letter = DeathCertificate.read(queue, delivery, codec);
        }

        @Override
        public DeadLetter letter() {
            return letter;
        }

        @Override
        public Mono<Boolean> replay(String by) {
            return Mono.defer(
                            () ->
                                    publisher.publish(
                                            Exchanges.DEAD_LETTERS,
                                            queue.replayKey(),
                                            properties(by),
                                            delivery.getBody()))
                    .then(Mono.fromRunnable(this::remove).subscribeOn(Schedulers.boundedElastic()))
                    .thenReturn(true)
                    .onErrorResume(
                            NotConfirmed.class,
                            fault -> fault.isUnroutable() ? Mono.just(false) : Mono.error(fault));
        }

        private AMQP.BasicProperties properties(String by) {
            Map<String, Object> headers = FailureRoutes.headers(delivery);
            headers.keySet().removeAll(DeathCertificate.HEADERS);
            headers.put(Headers.REPLAYS, letter.replays() + 1);
            headers.put(Headers.REPLAYED_AT, clock.instant().toString());
            headers.put(Headers.REPLAYED_BY, by);
            return FailureRoutes.properties(delivery, headers, null);
        }

        /** Whoever comes too late leaves a letter whose message has been sent: a duplicate. */
        private void remove() {
            try {
                channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
            } catch (IOException | AlreadyClosedException fault) {
                LOG.warn(
                        "Message {} was replayed, and its dead letter stays: {}",
                        letter.messageId(),
                        fault.toString());
            }
        }
    }
}
