package dev.ordersaga.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Rows;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever comes first in a transaction is inside it, and nothing that comes after it is. */
class DeferredBeginIT {

    private final Stage stage = new Stage();
    private DatabaseClient db;
    private TransactionalOperator transactions;
    private ConnectionFactory connections;

    @BeforeEach
    void start() {
        var service = stage.start("saga.pool-size=1", "saga.relay-interval=1h");
        db = service.getBean(DatabaseClient.class);
        transactions = service.getBean(TransactionalOperator.class);
        connections = service.getBean(ConnectionFactory.class);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aBatchThatComesFirstIsRolledBack() {
        roll(insertedByBatch(1));

        assertThat(visits()).isZero();
    }

    @Test
    void aStatementThatComesFirstIsRolledBack() {
        roll(insertedByStatement(1));

        assertThat(visits()).isZero();
    }

    @Test
    void whatComesBeforeAFailureInTheFirstBatchIsRolledBack() {
        String insert = INSERT.formatted(1);

        assertThatThrownBy(
                        () ->
                                onConnection(
                                        connection ->
                                                Flux.concat(
                                                        connection.beginTransaction(),
                                                        inserted(connection, insert, insert))))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);

        assertThat(visits()).isZero();
        insertedByBatch(1).block();
        assertThat(visits()).isOne();
    }

    @Test
    void bothTogetherAreCommitted() {
        transactions.transactional(insertedByBatch(1).then(insertedByStatement(2))).block();
        transactions.transactional(insertedByStatement(3).then(insertedByBatch(4))).block();

        assertThat(visits()).isEqualTo(4);
    }

    /** The pool has one connection, on which a beginning might have been left. */
    @Test
    void whatFollowsATransactionWithoutStatementsIsOutsideIt() {
        transactions.transactional(Mono.empty()).block();
        insertedByBatch(1).block();
        roll(Mono.empty());
        insertedByBatch(2).block();

        assertThat(visits()).isEqualTo(2);
    }

    @Test
    void aSavepointThatComesFirstIsInsideIt() {
        onConnection(
                connection ->
                        Flux.concat(
                                connection.beginTransaction(),
                                connection.createSavepoint("a"),
                                inserted(connection, INSERT.formatted(1)),
                                connection.rollbackTransactionToSavepoint("a"),
                                inserted(connection, INSERT.formatted(2)),
                                connection.commitTransaction()));

        assertThat(stage.count("SELECT user_id FROM visits")).isEqualTo(2);
    }

    @Test
    void anIsolationLevelOfItsOwnIsKept() {
        onConnection(
                connection ->
                        Flux.concat(
                                connection.beginTransaction(IsolationLevel.REPEATABLE_READ),
                                counted(connection),
                                Mono.fromRunnable(() -> stage.update(INSERT.formatted(1))),
                                counted(connection).doOnNext(count -> assertThat(count).isZero()),
                                connection.rollbackTransaction()));

        assertThat(visits()).isOne();
    }

    @Test
    void whatHasEndedIsNotEndedAgain() {
        transactions.transactional(insertedByBatch(1)).block();
        long before = pings();
        transactions.transactional(insertedByBatch(2)).block();
        roll(insertedByBatch(3));
        onConnection(
                connection ->
                        Flux.concat(
                                connection.beginTransaction(),
                                inserted(connection, INSERT.formatted(4), "COMMIT"),
                                connection.commitTransaction()));

        assertThat(pings()).isEqualTo(before);
        assertThat(visits()).isEqualTo(3);
    }

    /** The pool has one connection, on which a transaction might have been left open. */
    @Test
    void aBatchThatNobodyWaitsForIsRolledBack() throws Exception {
        onConnection(connection -> inserted(connection, INSERT.formatted(1)).flux());
        Disposable left =
                Flux.usingWhen(
                                connections.create(),
                                connection ->
                                        Flux.concat(
                                                connection.beginTransaction(),
                                                inserted(
                                                        connection,
                                                        INSERT.formatted(2),
                                                        "DO SLEEP(1)")),
                                Connection::close)
                        .subscribe();
        await("the batch is being run").until(() -> sleepers() == 1);
        left.dispose();
        insertedByBatch(3).block();

        assertThat(visits()).isEqualTo(2);
        assertThat(stage.count("SELECT SUM(user_id) FROM visits")).isEqualTo(4);
    }

    @Test
    void aTransactionThatAStatementHasBegunIsRolledBack() {
        onConnection(
                connection ->
                        Flux.concat(
                                inserted(connection, INSERT.formatted(1)),
                                Flux.from(connection.createStatement("BEGIN").execute())
                                        .concatMap(result -> result.getRowsUpdated()),
                                Flux.from(connection.createStatement(INSERT.formatted(2)).execute())
                                        .concatMap(result -> result.getRowsUpdated())));
        insertedByBatch(3).block();

        assertThat(stage.count("SELECT SUM(user_id) FROM visits")).isEqualTo(4);
    }

    private long sleepers() {
        return stage.count(
                "SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE info LIKE '%SLEEP(1)%' AND id <> CONNECTION_ID()");
    }

    /** What the pool's connection has had of commands that are not statements. */
    private long pings() {
        return Flux.usingWhen(
                        connections.create(), DeferredBeginIT::adminCommands, Connection::close)
                .blockLast();
    }

    private static Flux<Long> adminCommands(Connection connection) {
        String status = "SHOW SESSION STATUS LIKE 'Com_admin_commands'";
        return Flux.from(connection.createBatch().add(status).execute())
                .concatMap(result -> result.map((row, _) -> row.get(1, String.class)))
                .map(Long::valueOf);
    }

    private static final String INSERT = "INSERT INTO visits (user_id, times) VALUES (%d, 1)";

    private void onConnection(Function<Connection, Flux<?>> work) {
        Flux.usingWhen(connections.create(), work, Connection::close).blockLast();
    }

    private static Mono<Void> inserted(Connection connection, String... inserts) {
        Batch batch = connection.createBatch();
        Stream.of(inserts).forEach(batch::add);
        return Flux.from(batch.execute()).concatMap(result -> result.getRowsUpdated()).then();
    }

    private static Flux<Long> counted(Connection connection) {
        return Flux.from(connection.createBatch().add("SELECT COUNT(*) FROM visits").execute())
                .concatMap(result -> result.map((row, _) -> row.get(0, Long.class)));
    }

    private void roll(Mono<?> work) {
        transactions
                .transactional(work.then(Mono.error(new IllegalStateException("no"))))
                .onErrorComplete(IllegalStateException.class)
                .block();
    }

    private Mono<Long> insertedByBatch(long userId) {
        return Rows.update(
                db, "INSERT INTO visits (user_id, times) VALUES (?, 1)", List.of(userId));
    }

    private Mono<Long> insertedByStatement(long userId) {
        return db.sql(INSERT.formatted(userId)).fetch().rowsUpdated();
    }

    private long visits() {
        return stage.count("SELECT COUNT(*) FROM visits");
    }
}
