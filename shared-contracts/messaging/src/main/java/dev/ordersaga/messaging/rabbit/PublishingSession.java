package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Channel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.rabbitmq.OutboundMessageResult;
import reactor.rabbitmq.SendOptions;
import reactor.rabbitmq.Sender;
import reactor.rabbitmq.SenderOptions;
import reactor.util.concurrent.Queues;

/** One channel in confirm mode, from its opening to its end, and what waits for a confirm on it. */
final class PublishingSession {

    private static final int MAX_UNCONFIRMED = 20_000;
    private static final int MAX_IN_FLIGHT = 2_000;

    private final Channel channel;
    private final Scheduler thread;
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
     * @param thread on which messages are written to the socket, which may block
     */
    PublishingSession(Channel channel, Scheduler thread) {
        this.channel = channel;
        this.thread = thread;
        channel.addShutdownListener(_ -> ended.complete(true));
    }

    /** Publishes until the channel ends or {@link #finish} is called. */
    Mono<Void> run() {
        Sender sender =
                new Sender(
                        new SenderOptions()
                                .connectionMono(Mono.just(channel.getConnection()))
                                .resourceManagementScheduler(Schedulers.boundedElastic())
                                .connectionSubscriptionScheduler(Schedulers.boundedElastic()));
        SendOptions options =
                new SendOptions()
                        .channelMono(Mono.just(channel))
                        .trackReturned(true)
                        .maxInFlight(MAX_IN_FLIGHT)
                        .exceptionHandler(
                                (_, fault) -> {
                                    throw new IllegalStateException("cannot publish", fault);
                                });
        Flux<Publication> messages =
                queue.asFlux().publishOn(thread).takeUntilOther(Mono.fromFuture(ended));
        return sender.sendWithTypedPublishConfirms(messages, options)
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

    void finish() {
        ended.complete(true);
    }

    private void settle(OutboundMessageResult<Publication> result) {
        Publication message = result.getOutboundMessage();
        unconfirmed.remove(message);
        message.answered(result.isAck(), result.isReturned());
    }

    private void failAll() {
        ended.complete(true);
        unconfirmed.forEach(message -> message.failed("the channel was closed"));
        unconfirmed.clear();
    }
}
