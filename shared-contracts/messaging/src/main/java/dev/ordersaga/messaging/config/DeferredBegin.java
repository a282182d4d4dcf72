package dev.ordersaga.messaging.config;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection whose transactions begin together with their first batch, in one round trip to the
 * database. Before anything else they begin as ever. Where it is certain that none is open, as
 * after a batch that has committed, the database is not asked to end it; the driver would, twice.
 *
 * <p>Like any connection it is used by one transaction at a time.
 */
final class DeferredBegin implements Connection, Lifecycle {

    private final Connection origin;
    private volatile boolean beginning;

    /** Whether no transaction is open, and nothing is under way: every batch has been answered. */
    private volatile boolean atRest;

    /** Whether there have been statements since it was taken from the pool. */
    private volatile boolean unwatched;

    DeferredBegin(Connection origin) {
        this.origin = origin;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return Mono.fromRunnable(() -> beginning = true);
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return isOrdinary(definition)
                ? beginTransaction()
                : stirring(() -> origin.beginTransaction(definition));
    }

    private Mono<Void> stirring(Supplier<Publisher<Void>> work) {
        return Mono.defer(
                () -> {
                    atRest = false;
                    return Mono.from(work.get());
                });
    }

    private static boolean isOrdinary(TransactionDefinition definition) {
        return definition.getAttribute(TransactionDefinition.ISOLATION_LEVEL) == null
                && definition.getAttribute(TransactionDefinition.LOCK_WAIT_TIMEOUT) == null
                && !Boolean.TRUE.equals(definition.getAttribute(TransactionDefinition.READ_ONLY));
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return ending(origin.commitTransaction());
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return ending(origin.rollbackTransaction());
    }

    /** What has not begun, or has ended, need not end. */
    private Mono<Void> ending(Publisher<Void> end) {
        return Mono.defer(
                () ->
                        takeBegin() || atRest
                                ? Mono.empty()
                                : Mono.from(end).doOnSuccess(_ -> answered()));
    }

    /** All that was asked has been answered, with whether a transaction is open. */
    private void answered() {
        atRest = !unwatched && origin.isAutoCommit();
    }

    private boolean takeBegin() {
        boolean deferred = beginning;
        beginning = false;
        return deferred;
    }

    @Override
    public Batch createBatch() {
        return new Together();
    }

    /** A batch that takes the beginning along. */
    private final class Together implements Batch {

        private final List<String> statements = new ArrayList<>();

        @Override
        public Batch add(String sql) {
            statements.add(sql);
            return this;
        }

        @Override
        public Publisher<? extends Result> execute() {
            return Flux.defer(() -> takeBegin() ? afterBegin() : results(Stream.of()));
        }

        private Flux<Result> results(Stream<String> before) {
            Batch batch = origin.createBatch();
            before.forEach(batch::add);
            statements.forEach(batch::add);
            atRest = false;
            return Flux.<Result>from(batch.execute()).doOnComplete(DeferredBegin.this::answered);
        }

        private Flux<Result> afterBegin() {
            return results(Stream.of("BEGIN"))
                    .index()
                    .concatMap(
                            result ->
                                    result.getT1() == 0
                                            ? Flux.from(result.getT2().getRowsUpdated())
                                                    .thenMany(Flux.empty())
                                            : Flux.just(result.getT2()));
        }
    }

    @Override
    public Statement createStatement(String sql) {
        unwatched = true;
        atRest = false;
        Statement statement = origin.createStatement(sql);
        return beginning ? new StatementAfter(begun(), statement) : statement;
    }

    private Mono<Void> begun() {
        return Mono.defer(() -> takeBegin() ? stirring(origin::beginTransaction) : Mono.empty());
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return begun().then(stirring(() -> origin.createSavepoint(name)));
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return origin.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return origin.rollbackTransactionToSavepoint(name);
    }

    @Override
    public boolean isAutoCommit() {
        return origin.isAutoCommit();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return origin.setAutoCommit(autoCommit);
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return origin.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return origin.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return origin.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return origin.setStatementTimeout(timeout);
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return origin.getMetadata();
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return origin.validate(depth);
    }

    @Override
    public Publisher<Void> postAllocate() {
        return origin instanceof Lifecycle pooled ? pooled.postAllocate() : Mono.empty();
    }

    @Override
    public Publisher<Void> preRelease() {
        beginning = false;
        unwatched = false;
        return !atRest && origin instanceof Lifecycle pooled ? pooled.preRelease() : Mono.empty();
    }

    @Override
    public Publisher<Void> close() {
        return origin.close();
    }
}
