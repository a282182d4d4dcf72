package dev.ordersaga.messaging.store;

import dev.ordersaga.messaging.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Transactions of the service's own database, each with a unit of work. */
public final class StoreTransactions implements Transactions {

    private static final int MAX_RETRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final TransactionalOperator operator;
    private final OutboxTable outbox;
    private final Consumer<List<OutboxRow>> publisher;

    /**
     * @param publisher is handed the outgoing messages of each transaction after its commit, and
     *     must not block or throw
     */
    public StoreTransactions(
            TransactionalOperator operator,
            OutboxTable outbox,
            Consumer<List<OutboxRow>> publisher) {
        this.operator = operator;
        this.outbox = outbox;
        this.publisher = publisher;
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
                        UnitOfWork.isIn(context)
                                ? work
                                : attempt(work).retryWhen(again()).contextWrite(context).cache());
    }

    private <T> Mono<T> attempt(Mono<T> work) {
        return Mono.defer(
                () -> {
                    UnitOfWork unit = new UnitOfWork();
                    return work.flatMap(result -> unit.flush().thenReturn(result))
                            .switchIfEmpty(unit.flush().then(Mono.empty()))
                            .as(operator::transactional)
                            .contextWrite(unit::into)
                            .doOnSuccess(_ -> publish(unit));
                });
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
