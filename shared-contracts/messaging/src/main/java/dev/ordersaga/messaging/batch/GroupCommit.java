package dev.ordersaga.messaging.batch;

import dev.ordersaga.messaging.Overloaded;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.Outage;
import dev.ordersaga.messaging.store.StoreTransactions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;
import reactor.util.context.ContextView;

/**
 * Transactions that are shared: what is asked for while one is under way forms the next, so that a
 * hundred requests at the same time cost one commit. Where nobody else asks, nobody is waited for.
 *
 * <p>Work that fails takes no other with it: a transaction that fails is taken apart, and each of
 * its works is then tried alone. Work must therefore stand being run again, and must not need a row
 * that other work of the same transaction has locked or left half done.
 */
public final class GroupCommit implements Transactions {

    private static final int MOST_TOGETHER = 100;

    private final StoreTransactions transactions;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Unsafe is safe here: the queue takes several producers, and the sink drains it in turn. */
    private final Sinks.Many<Work<?>> queue =
            Sinks.unsafe()
                    .many()
                    .unicast()
                    .onBackpressureBuffer(Queues.<Work<?>>unboundedMultiproducer().get());

    /**
     * Starts to work at once.
     *
     * @param mostWaiting so much work may wait; what comes on top fails with {@link Overloaded}
     * @param linger how long a transaction waits for company in busy times
     */
    public GroupCommit(StoreTransactions transactions, int mostWaiting, Linger linger) {
        this.transactions = transactions;
        this.mostWaiting = mostWaiting;
        var _ = Arrived.inBatches(queue.asFlux(), MOST_TOGETHER, linger, this::commit).subscribe();
    }

    /** {@inheritDoc} */
    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(
                context ->
                        StoreTransactions.isRunning(context)
                                ? work
                                : enqueue(new Work<>(work, context)));
    }

    private <T> Mono<T> enqueue(Work<T> work) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            return Mono.error(new Overloaded());
        }
        queue.emitNext(work, Sinks.EmitFailureHandler.FAIL_FAST);
        return work.outcome.asMono();
    }

    private Mono<Void> commit(List<Work<?>> group) {
        return together(group).doFinally(_ -> waiting.addAndGet(-group.size()));
    }

    private Mono<Void> together(List<Work<?>> group) {
        return transactions
                .run(Flux.fromIterable(group).concatMap(Work::attempt).then())
                .doOnSuccess(_ -> group.forEach(Work::succeed))
                .onErrorResume(fault -> apart(group, fault));
    }

    /** One transaction for each; but an outage would only be met again by all of them. */
    private Mono<Void> apart(List<Work<?>> group, Throwable fault) {
        if (group.size() == 1 || Outage.isBehind(fault)) {
            group.forEach(work -> work.fail(fault));
            return Mono.empty();
        }
        return Flux.fromIterable(group).concatMap(work -> together(List.of(work))).then();
    }

    /** What somebody has asked for, and waits for the outcome of, if he has not gone away. */
    private static final class Work<T> {

        private final Mono<T> work;
        private final ContextView context;
        private final Sinks.One<T> outcome = Sinks.one();
        private @Nullable T result;

        Work(Mono<T> work, ContextView context) {
            this.work = work;
            this.context = context;
        }

        Mono<Void> attempt() {
            return Mono.defer(
                            () -> {
                                result = null;
                                return work.doOnNext(done -> result = done);
                            })
                    .contextWrite(context)
                    .then();
        }

        void succeed() {
            var _ = result == null ? outcome.tryEmitEmpty() : outcome.tryEmitValue(result);
        }

        void fail(Throwable fault) {
            var _ = outcome.tryEmitError(fault);
        }
    }
}
