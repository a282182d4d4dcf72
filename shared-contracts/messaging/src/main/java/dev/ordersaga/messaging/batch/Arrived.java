package dev.ordersaga.messaging.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/**
 * Batches that form from what has already arrived: what arrives while one is at work forms the
 * next.
 *
 * <p>Where batches are many and small, the next may linger for company: fewer and larger ones cost
 * less. Where things arrive one at a time, nothing is waited for.
 */
public final class Arrived {

    /** A batch of so many tells that more are on their way. */
    private static final int BUSY = 3;

    private Arrived() {}

    /**
     * Works off a source, one batch at a time, in order.
     *
     * @param source must bound itself: it is never held back
     * @param most so many at most make a batch
     * @param linger how long a batch waits for company in busy times
     * @return completes when the source has, and its last batch is done; fails with the first
     *     failure of either
     */
    public static <T> Mono<Void> inBatches(
            Flux<T> source, int most, Linger linger, Function<List<T>, Mono<Void>> work) {
        return inBatches(source, most, linger, Schedulers.parallel(), work);
    }

    /**
     * The same.
     *
     * @param timer where a batch begins that has waited for company
     */
    public static <T> Mono<Void> inBatches(
            Flux<T> source,
            int most,
            Linger linger,
            Scheduler timer,
            Function<List<T>, Mono<Void>> work) {
        return Mono.defer(() -> new Line<>(most, linger, timer, work).workOff(source));
    }

    /** What waits for its batch. */
    private static final class Line<T> {

        private final Queue<T> arrived = Queues.<T>unboundedMultiproducer().get();
        private final int most;
        private final Linger linger;
        private final Scheduler timer;
        private final Function<List<T>, Mono<Void>> work;
        private int lastSize;

        Line(int most, Linger linger, Scheduler timer, Function<List<T>, Mono<Void>> work) {
            this.most = most;
            this.linger = linger;
            this.timer = timer;
            this.work = work;
        }

        Mono<Void> workOff(Flux<T> source) {
            return source.map(arrived::add)
                    .onBackpressureLatest()
                    .concatMap(_ -> workOff(), 1)
                    .then();
        }

        private Mono<Void> workOff() {
            return Mono.defer(this::next).repeat(() -> !arrived.isEmpty()).then();
        }

        private Mono<Void> next() {
            Mono<Void> batch = Mono.defer(() -> apply(take()));
            Duration wait = isBusy() ? linger.next() : Duration.ZERO;
            return wait.isPositive() ? Mono.delay(wait, timer).then(batch) : batch;
        }

        /** What fills its batch waits for nobody. */
        private boolean isBusy() {
            return lastSize >= BUSY && lastSize < most;
        }

        private List<T> take() {
            List<T> batch = new ArrayList<>();
            T next = arrived.poll();
            while (next != null) {
                batch.add(next);
                next = batch.size() < most ? arrived.poll() : null;
            }
            lastSize = batch.size();
            return batch;
        }

        private Mono<Void> apply(List<T> batch) {
            return batch.isEmpty() ? Mono.empty() : work.apply(batch);
        }
    }
}
