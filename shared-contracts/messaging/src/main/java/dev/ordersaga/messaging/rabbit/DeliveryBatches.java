package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Delivery;
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
 * Handles the deliveries of a queue in batches, and acknowledges each delivery once it has taken
 * effect or a confirmed copy of it is elsewhere.
 *
 * <p>A batch that fails is taken apart, so that only the message at fault goes to retry. While the
 * database is out of reach nothing counts as failed: the batch waits.
 */
final class DeliveryBatches {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryBatches.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Handling handling;
    private final FailureRoutes failures;
    private final MessageCodec codec;
    private final Failpoints failpoints;
    private final Linger linger;
    private final AtomicInteger unsettled = new AtomicInteger();

    DeliveryBatches(
            Handling handling,
            FailureRoutes failures,
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
    Mono<Void> workOff(Flux<AcknowledgableDelivery> deliveries, Scheduler thread) {
        return Mono.defer(
                () -> {
                    unsettled.set(0);
                    Flux<AcknowledgableDelivery> counted =
                            deliveries.doOnNext(_ -> unsettled.incrementAndGet()).publishOn(thread);
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
    private Mono<Void> settle(List<AcknowledgableDelivery> batch, Scheduler thread) {
        return Mono.defer(() -> handle(batch))
                .then(failpoints.pass(Failpoint.BEFORE_ACK))
                .publishOn(thread)
                .doOnSuccess(_ -> acknowledge(batch));
    }

    private Mono<Void> handle(List<AcknowledgableDelivery> batch) {
        List<Received> readable = new ArrayList<>(batch.size());
        List<Mono<Void>> dead = new ArrayList<>();
        for (Delivery delivery : batch) {
            try {
                Received received = Received.read(delivery, codec);
                handling.check(received.message().body());
                readable.add(received);
            } catch (Unreadable fault) {
                dead.add(failures.unreadable(delivery, String.valueOf(fault.getMessage())));
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
                .concatMap(failed -> failures.failed(failed.message(), failed.fault()))
                .then();
    }

    private Mono<Void> oneByOne(List<Received> batch) {
        return Flux.fromIterable(batch).concatMap(one -> together(List.of(one))).then();
    }

    private void acknowledge(List<AcknowledgableDelivery> batch) {
        batch.getLast().ack(true);
        unsettled.addAndGet(-batch.size());
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
