package dev.ordersaga.messaging.rabbit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.concurrent.Queues;

/**
 * Batches that form from what has already arrived: nothing waits for a batch to fill, and what
 * arrives while one is at work forms the next.
 */
final class Arrived {

    private Arrived() {}

    /**
     * Works off a source, one batch at a time, in order.
     *
     * @param source must bound itself: it is never held back
     * @param most so many at most make a batch
     * @return completes when the source has, and its last batch is done; fails with the first
     *     failure of either
     */
    static <T> Mono<Void> inBatches(Flux<T> source, int most, Function<List<T>, Mono<Void>> work) {
        return Mono.defer(
                () -> {
                    Queue<T> arrived = Queues.<T>unboundedMultiproducer().get();
                    return source.map(arrived::add)
                            .onBackpressureLatest()
                            .concatMap(_ -> workOff(arrived, most, work), 1)
                            .then();
                });
    }

    private static <T> Mono<Void> workOff(
            Queue<T> arrived, int most, Function<List<T>, Mono<Void>> work) {
        return Mono.defer(() -> take(arrived, most, work)).repeat(() -> !arrived.isEmpty()).then();
    }

    private static <T> Mono<Void> take(
            Queue<T> arrived, int most, Function<List<T>, Mono<Void>> work) {
        List<T> batch = new ArrayList<>();
        T next = arrived.poll();
        while (next != null) {
            batch.add(next);
            next = batch.size() < most ? arrived.poll() : null;
        }
        return batch.isEmpty() ? Mono.empty() : work.apply(batch);
    }
}
