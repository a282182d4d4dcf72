package dev.ordersaga.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.util.concurrent.Queues;

class ArrivedTest {

    private static final Linger NONE = Linger.of(Duration.ZERO);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final List<List<Integer>> batches = new ArrayList<>();

    @Test
    void whatArrivesAloneIsABatchAtOnce() {
        TestPublisher<Integer> source = TestPublisher.create();
        StepVerifier.create(Arrived.inBatches(source.flux(), 10, NONE, this::note))
                .then(() -> source.next(1))
                .then(() -> assertThat(batches).containsExactly(List.of(1)))
                .then(() -> source.next(2))
                .then(() -> assertThat(batches).containsExactly(List.of(1), List.of(2)))
                .then(source::complete)
                .verifyComplete();
    }

    @Test
    void whatArrivesMeanwhileFormsTheNextBatchesUpToTheLimit() {
        TestPublisher<Integer> source = TestPublisher.create();
        Sinks.Empty<Void> firstIsDone = Sinks.empty();
        StepVerifier.create(
                        Arrived.inBatches(
                                source.flux(),
                                3,
                                NONE,
                                batch -> note(batch).then(firstIsDone.asMono())))
                .then(() -> source.next(1, 2, 3, 4, 5, 6, 7, 8))
                .then(() -> assertThat(batches).containsExactly(List.of(1)))
                .then(firstIsDone::tryEmitEmpty)
                .then(source::complete)
                .verifyComplete();
        assertThat(batches)
                .containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6, 7), List.of(8));
    }

    @Test
    void inBusyTimesABatchLingersForCompany() {
        TestPublisher<Integer> source = TestPublisher.create();
        Sinks.Empty<Void> firstIsDone = Sinks.empty();
        StepVerifier.withVirtualTime(
                        () ->
                                Arrived.inBatches(
                                        source.flux(),
                                        10,
                                        Linger.of(Duration.ofMillis(4)),
                                        batch -> note(batch).then(firstIsDone.asMono())))
                .then(() -> source.next(1, 2, 3, 4))
                .then(firstIsDone::tryEmitEmpty)
                .then(() -> assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4)))
                .then(() -> source.next(5))
                .thenAwait(Duration.ofMillis(3))
                .then(() -> source.next(6))
                .then(() -> assertThat(batches).hasSize(2))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(batches).last().isEqualTo(List.of(5, 6)))
                .then(() -> source.next(7))
                .then(() -> assertThat(batches).last().isEqualTo(List.of(7)))
                .then(source::complete)
                .verifyComplete();
    }

    @Test
    void whatHasArrivedBeforeTheEndIsStillWorkedOff() {
        TestPublisher<Integer> source = TestPublisher.create();
        Sinks.Empty<Void> gate = Sinks.empty();
        StepVerifier.create(
                        Arrived.inBatches(
                                source.flux(), 3, NONE, batch -> note(batch).then(gate.asMono())))
                .then(() -> source.next(1, 2))
                .then(source::complete)
                .then(gate::tryEmitEmpty)
                .verifyComplete();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void aFailureOfTheWorkIsTheFailureOfTheWhole() {
        TestPublisher<Integer> source = TestPublisher.create();
        StepVerifier.create(
                        Arrived.inBatches(
                                source.flux(),
                                3,
                                NONE,
                                _ -> Mono.error(new IllegalStateException())))
                .then(() -> source.next(1))
                .verifyError(IllegalStateException.class);
        source.assertCancelled();
    }

    @Test
    void nothingIsLostOrReorderedAndNoTwoBatchesAreAtWork() {
        Sinks.Many<Integer> sink =
                Sinks.unsafe()
                        .many()
                        .unicast()
                        .onBackpressureBuffer(Queues.<Integer>unboundedMultiproducer().get());
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        AtomicInteger atWork = new AtomicInteger();
        Mono<Void> all =
                Arrived.inBatches(
                        sink.asFlux().take(100_000),
                        64,
                        Linger.of(Duration.ofNanos(1_000_000)),
                        batch -> {
                            assertThat(batch).hasSizeBetween(1, 64);
                            assertThat(atWork.incrementAndGet()).isOne();
                            return Mono.fromRunnable(() -> done.addAll(batch))
                                    .subscribeOn(Schedulers.parallel())
                                    .then(Mono.fromRunnable(atWork::decrementAndGet));
                        });
        Mono<Void> producers =
                Flux.range(0, 4)
                        .flatMap(
                                producer ->
                                        Mono.fromRunnable(
                                                        () ->
                                                                IntStream.range(0, 25_000)
                                                                        .map(n -> 4 * n + producer)
                                                                        .forEach(sink::tryEmitNext))
                                                .subscribeOn(Schedulers.boundedElastic()),
                                4)
                        .then();

        Mono.when(all, producers).block(LONG);

        assertThat(done).hasSize(100_000).doesNotHaveDuplicates();
        for (int producer = 0; producer < 4; producer++) {
            int each = producer;
            assertThat(done.stream().filter(n -> n % 4 == each)).isSorted();
        }
    }

    private Mono<Void> note(List<Integer> batch) {
        return Mono.fromRunnable(() -> batches.add(batch));
    }
}
