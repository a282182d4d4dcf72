package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.rabbitmq.OutboundMessageResult;
import reactor.rabbitmq.SendOptions;
import reactor.rabbitmq.Sender;
import reactor.util.concurrent.Queues;

/** One channel in confirm mode, from its opening to its end, and what waits for a confirm on it. */
final class PublishingSession {

    private static final int MAX_UNCONFIRMED = 20_000;
    private static final int MAX_IN_FLIGHT = 2_000;

    private final Channel channel;
    private final Sender sender;
    private final Scheduler loop;
    private final Set<Publication> unconfirmed = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Unsafe is safe here: the queue takes several producers, and the sink drains it in turn. */
    private final Sinks.Many<Publication> queue =
            Sinks.unsafe()
                    .many()
                    .unicast()
                    .onBackpressureBuffer(Queues.<Publication>unboundedMultiproducer().get());

    /**
     * A session on a channel of its own.
     *
     * @param loop on which messages are written to the socket: those that wait are written
     *     together, with one call of the operating system, and read so by the broker
     */
    PublishingSession(Channel channel, Sender sender, Scheduler loop) {
        this.channel = channel;
        this.sender = sender;
        this.loop = loop;
        channel.addShutdownListener(_ -> ended.complete(true));
    }

    /**
     * Publishes until the channel ends, which is closed with its connection. Its end is brought
     * about here: the sender itself would wait for ever for the confirms of a channel that is gone.
     */
    Mono<Void> run() {
        SendOptions options =
                new SendOptions()
                        .channelMono(Mono.just(channel))
                        .trackReturned(true)
                        .maxInFlight(MAX_IN_FLIGHT)
                        .channelCloseHandler((_, _) -> {})
                        .exceptionHandler(
                                (_, fault) -> {
                                    throw new IllegalStateException("cannot publish", fault);
                                });
        return sender.sendWithTypedPublishConfirms(queue.asFlux().publishOn(loop), options)
                .takeUntilOther(Mono.fromFuture(ended))
                .doOnNext(this::settle)
                .then()
                .doFinally(_ -> failAll());
    }

    /**
     * Takes a message, unless so many wait already that the broker seems to have stopped reading.
     *
     * @return whether it was taken; its outcome follows only then
     */
    boolean offer(Publication message) {
        if (unconfirmed.size() >= MAX_UNCONFIRMED || !unconfirmed.add(message)) {
            return false;
        }
        if (ended.isDone() || queue.tryEmitNext(message).isFailure()) {
            unconfirmed.remove(message);
            return false;
        }
        return true;
    }

    boolean isIdle() {
        return unconfirmed.isEmpty();
    }

    /** Whether a good deal more would be taken. */
    boolean hasRoom() {
        return unconfirmed.size() < MAX_UNCONFIRMED / 2;
    }

    private void settle(OutboundMessageResult<Publication> result) {
        Publication message = result.getOutboundMessage();
        unconfirmed.remove(message);
        message.answered(result.isAck(), result.isReturned());
    }

    private void failAll() {
        ended.complete(true);
        NotConfirmed reason = NotConfirmed.cutOff("the channel was closed");
        unconfirmed.forEach(message -> message.failed(reason));
        unconfirmed.clear();
    }
}
