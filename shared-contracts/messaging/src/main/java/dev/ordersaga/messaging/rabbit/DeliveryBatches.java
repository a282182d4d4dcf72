package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.batch.Arrived;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.failpoint.Failpoint;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.rabbit.Handling.Failed;
import dev.ordersaga.messaging.store.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.rabbitmq.AcknowledgableDelivery;
import reactor.util.retry.Retry;

/**
 * Handles the deliveries of a consumer in batches, and acknowledges each delivery once it has taken
 * effect or a confirmed copy of it is elsewhere.
 *
 * <p>A batch that fails is taken apart, so that only the message at fault goes to retry. While the
 * database is out of reach nothing counts as failed: the batch waits.
 */
final class DeliveryBatches {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryBatches.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /**
     * A delivery that has yet to be read.
     *
     * @param queue where it comes from
     */
    record Arrival(WorkQueue queue, AcknowledgableDelivery delivery) {}

    private final Handling handling;
    private final Map<WorkQueue, FailureRoutes> failures;
    private final MessageCodec codec;
    private final Failpoints failpoints;
    private final Linger linger;
    private final AtomicInteger unsettled = new AtomicInteger();

    /**
     * @param failures of each queue
     */
    DeliveryBatches(
            Handling handling,
            Map<WorkQueue, FailureRoutes> failures,
            MessageCodec codec,
            Failpoints failpoints,
            Linger linger) {
        this.handling = handling;
        this.failures = failures;
        this.codec = codec;
        this.failpoints = failpoints;
        this.linger = linger;
    }

    /** Works off the deliveries of one session, until they end. */
    Mono<Void> workOff(Flux<Arrival> arrivals, Scheduler thread) {
        return Mono.defer(
                () -> {
                    unsettled.set(0);
                    Flux<Arrival> counted =
                            arrivals.doOnNext(_ -> unsettled.incrementAndGet()).publishOn(thread);
                    return Arrived.inBatches(
                            counted,
                            handling.mostTogether(),
                            linger,
                            thread,
                            batch -> settle(batch, thread));
                });
    }

    /** Whether everything that was delivered has been acknowledged. */
    boolean isIdle() {
        return unsettled.get() <= 0;
    }

    /** Goes on where it has begun, wherever a message has been meanwhile. */
    private Mono<Void> settle(List<Arrival> batch, Scheduler thread) {
        return Mono.defer(() -> handle(batch))
                .then(failpoints.pass(Failpoint.BEFORE_ACK))
                .publishOn(thread)
                .doOnSuccess(_ -> acknowledge(batch));
    }

    private Mono<Void> handle(List<Arrival> batch) {
        List<Received> readable = new ArrayList<>(batch.size());
        List<Mono<Void>> dead = new ArrayList<>();
        for (Arrival arrival : batch) {
            try {
                Received received = Received.read(arrival.queue(), arrival.delivery(), codec);
                handling.check(received);
                readable.add(received);
            } catch (Unreadable fault) {
                dead.add(
                        failures(arrival.queue())
                                .unreadable(
                                        arrival.delivery(), String.valueOf(fault.getMessage())));
            }
        }
        return Mono.when(dead).then(readable.isEmpty() ? Mono.empty() : together(readable));
    }

    private Mono<Void> together(List<Received> batch) {
        return Mono.defer(() -> handling.handle(batch))
                .retryWhen(untilTheOutageEnds())
                .onErrorResume(
                        fault ->
                                batch.size() == 1
                                        ? Mono.just(List.of(new Failed(batch.getFirst(), fault)))
                                        : oneByOne(batch).thenReturn(List.of()))
                .flatMapIterable(Function.identity())
                .concatMap(
                        failed ->
                                failures(failed.message().queue())
                                        .failed(failed.message(), failed.fault()))
                .then();
    }

    private Mono<Void> oneByOne(List<Received> batch) {
        return Flux.fromIterable(batch).concatMap(one -> together(List.of(one))).then();
    }

    private void acknowledge(List<Arrival> batch) {
        batch.getLast().delivery().ack(true);
        unsettled.addAndGet(-batch.size());
    }

    private FailureRoutes failures(WorkQueue queue) {
        return Objects.requireNonNull(failures.get(queue));
    }

    private static Retry untilTheOutageEnds() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .transientErrors(true)
                .filter(Outage::isBehind)
                .doBeforeRetry(
                        again ->
                                LOG.warn(
                                        "The database is out of reach: {}",
                                        again.failure().toString()));
    }
}
