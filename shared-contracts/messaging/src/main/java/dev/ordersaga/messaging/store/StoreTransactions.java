package dev.ordersaga.messaging.store;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.failpoint.Failpoint;
import dev.ordersaga.messaging.failpoint.Failpoints;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/** Transactions of the service's own database, each with a unit of work. */
public final class StoreTransactions implements Transactions {

    private static final int MAX_RETRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final TransactionalOperator operator;
    private final DatabaseClient db;
    private final OutboxTable outbox;
    private final Consumer<List<OutboxRow>> publisher;
    private final Failpoints failpoints;

    /** Transactions without failpoints. */
    public StoreTransactions(
            TransactionalOperator operator,
            DatabaseClient db,
            OutboxTable outbox,
            Consumer<List<OutboxRow>> publisher) {
        this(operator, db, outbox, publisher, Failpoints.OFF);
    }

    /**
     * Transactions whose commits cross failpoints, unless they have touched nothing.
     *
     * @param publisher is handed the outgoing messages of each transaction after its commit, and
     *     must not block or throw
     */
    public StoreTransactions(
            TransactionalOperator operator,
            DatabaseClient db,
            OutboxTable outbox,
            Consumer<List<OutboxRow>> publisher,
            Failpoints failpoints) {
        this.operator = operator;
        this.db = db;
        this.outbox = outbox;
        this.publisher = publisher;
        this.failpoints = failpoints;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inside a transaction, the work becomes part of it.
     *
     * <p>The cache at the end detaches the transaction from its subscriber: a cancel in the middle
     * would race with the commit and can leave a connection with an open transaction in the pool.
     */
    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(
                context ->
                        isRunning(context)
                                ? work
                                : attempt(work).retryWhen(again()).contextWrite(context).cache());
    }

    /** Whether who subscribes with this context is inside a transaction already. */
    public static boolean isRunning(ContextView context) {
        return UnitOfWork.isIn(context);
    }

    private <T> Mono<T> attempt(Mono<T> work) {
        return Mono.defer(
                () -> {
                    UnitOfWork unit = new UnitOfWork();
                    return operator.execute(transaction -> followed(work, end(unit, transaction)))
                            .singleOrEmpty()
                            .contextWrite(unit::into)
                            .as(committed -> followed(committed, afterCommit(unit)))
                            .doOnSuccess(_ -> publish(unit))
                            .doOnError(_ -> outbox.remember(unit));
                });
    }

    /**
     * What is written at the end takes along what the broker has confirmed meanwhile, and the
     * commit, which is then nothing more to the driver.
     */
    private Mono<Void> end(UnitOfWork unit, ReactiveTransaction transaction) {
        return Mono.defer(
                () ->
                        unit.isUntouched()
                                ? Mono.empty()
                                : forgetConfirmed(unit)
                                        .then(failpoints.pass(Failpoint.BEFORE_COMMIT))
                                        .then(unit.flush(db, transaction.isNewTransaction())));
    }

    private Mono<Void> forgetConfirmed(UnitOfWork unit) {
        return outbox.hasConfirmed()
                ? failpoints
                        .pass(Failpoint.AFTER_PUBLISH)
                        .then(Mono.fromRunnable(() -> outbox.forgetConfirmed(unit)))
                : Mono.empty();
    }

    private Mono<Void> afterCommit(UnitOfWork unit) {
        return Mono.defer(
                () -> unit.isUntouched() ? Mono.empty() : failpoints.pass(Failpoint.AFTER_COMMIT));
    }

    /** Whether work gives a result or not, something comes after it. */
    private static <T> Mono<T> followed(Mono<T> work, Mono<Void> next) {
        return work.flatMap(result -> next.thenReturn(result))
                .switchIfEmpty(next.then(Mono.empty()));
    }

    private void publish(UnitOfWork unit) {
        List<OutboxRow> rows = outbox.committed(unit);
        if (!rows.isEmpty()) {
            publisher.accept(rows);
        }
    }

    private static Retry again() {
        return Retry.backoff(MAX_RETRIES, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .filter(StoreTransactions::passes)
                .onRetryExhaustedThrow((_, signal) -> signal.failure());
    }

    /** Deadlock, lock timeout, or a row that another transaction has created meanwhile. */
    private static boolean passes(Throwable error) {
        return error instanceof TransientDataAccessException
                || error instanceof QueryTimeoutException
                || error instanceof DuplicateKeyException;
    }
}
