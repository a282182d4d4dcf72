package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Stage;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A transaction happens or not, whoever gets in its way. */
class StoreTransactionsIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");

    private final Stage stage = new Stage();

    /** Nobody publishes what they commit, so that it can be looked at. */
    private Transactions transactions;

    private Visits visits;
    private ConnectionPool pool;
    private ApplicationContext service;

    @BeforeEach
    void start() {
        service = stage.start("saga.relay-interval=1h");
        transactions = transactionsOf(service);
        visits = new Visits(service.getBean(DatabaseClient.class));
        pool = service.getBean(ConnectionPool.class);
    }

    private static Transactions transactionsOf(ApplicationContext service) {
        return new StoreTransactions(
                service.getBean(TransactionalOperator.class),
                service.getBean(DatabaseClient.class),
                service.getBean(OutboxTable.class),
                _ -> {});
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatFailsLeavesNothing() {
        Mono<Void> work =
                visits.count(1).then(tell("e-1")).then(Mono.error(new IllegalStateException("no")));

        assertThatThrownBy(() -> transactions.run(work).block(LONG)).hasMessage("no");

        assertThat(stage.count("SELECT COUNT(*) FROM visits")).isZero();
        assertThat(stage.count("SELECT COUNT(*) FROM outbox")).isZero();
        awaitIdlePool();
    }

    @Test
    void nothingIsWrittenOutsideATransaction() {
        assertThatThrownBy(() -> visits.count(1).block(LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("outside a transaction");
        assertThatThrownBy(() -> tell("e-1").block(LONG)).hasMessage("outside a transaction");
    }

    @Test
    void aTransactionWithinATransactionIsPartOfIt() {
        Mono<Void> work =
                visits.count(1)
                        .then(transactions.run(visits.count(1)))
                        .then(Mono.error(new IllegalStateException("no")));

        assertThatThrownBy(() -> transactions.run(work).block(LONG)).hasMessage("no");
        assertThat(stage.count("SELECT COUNT(*) FROM visits")).isZero();

        transactions.run(visits.count(1).then(transactions.run(visits.count(1)))).block(LONG);
        assertThat(timesOf(1)).isEqualTo(2);
    }

    @Test
    void aTransactionAroundItIsNotCommittedByIt() {
        Mono<Void> work =
                service.getBean(TransactionalOperator.class)
                        .transactional(
                                transactions
                                        .run(visits.count(1))
                                        .then(Mono.error(new IllegalStateException("no"))));

        assertThatThrownBy(() -> work.block(LONG)).hasMessage("no");
        assertThat(stage.count("SELECT COUNT(*) FROM visits")).isZero();
        awaitIdlePool();
    }

    /** On the only connection of a service, which counts for itself. */
    @Test
    void itIsCommittedOnce() {
        ApplicationContext single = stage.start("saga.relay-interval=1h", "saga.pool-size=1");
        DatabaseClient db = single.getBean(DatabaseClient.class);
        Transactions itsTransactions = transactionsOf(single);
        Visits itsVisits = new Visits(db);
        long before = commits(db);

        itsTransactions.run(itsVisits.count(1)).block(LONG);
        itsTransactions.run(itsVisits.count(1)).block(LONG);

        assertThat(commits(db) - before).isEqualTo(2);
        assertThat(timesOf(1)).isEqualTo(2);
    }

    private static long commits(DatabaseClient db) {
        return db.sql("SHOW SESSION STATUS LIKE 'Com_commit'")
                .map(row -> Long.parseLong(row.get(1, String.class)))
                .one()
                .block(LONG);
    }

    @Test
    void ofTwoThatCreateTheSameRowOneIsRunAgainAndFindsIt() {
        AtomicInteger attempts = new AtomicInteger();
        Mono<Void> meet = meetingOfTwo(attempts);
        Mono<Void> work = visits.find(1L).then(meet).then(visits.count(1));

        Mono.when(transactions.run(work), transactions.run(work)).block(LONG);

        assertThat(attempts).hasValue(3);
        assertThat(timesOf(1)).isEqualTo(2);
        awaitIdlePool();
    }

    @Test
    void aDeadlockIsRunAgain() {
        transactions.run(visits.count(1).then(visits.count(2))).block(LONG);
        AtomicInteger attempts = new AtomicInteger();
        Mono<Void> meet = meetingOfTwo(attempts);

        Mono.when(
                        transactions.run(visits.count(1).then(meet).then(visits.count(2))),
                        transactions.run(visits.count(2).then(meet).then(visits.count(1))))
                .block(LONG);

        assertThat(attempts).hasValueGreaterThan(2);
        assertThat(timesOf(1)).isEqualTo(3);
        assertThat(timesOf(2)).isEqualTo(3);
    }

    /** Holds the first who comes until a second has come; later ones pass. */
    private static Mono<Void> meetingOfTwo(AtomicInteger comings) {
        Sinks.Empty<Void> met = Sinks.empty();
        return Mono.defer(
                () -> {
                    if (comings.incrementAndGet() >= 2) {
                        met.tryEmitEmpty();
                    }
                    return met.asMono();
                });
    }

    @Test
    void aLockTimeoutIsRunAgain() throws Exception {
        transactions.run(visits.count(1)).block(LONG);
        AtomicInteger attempts = new AtomicInteger();
        Mono<Void> work =
                Mono.<Void>fromRunnable(attempts::incrementAndGet)
                        .then(
                                service.getBean(DatabaseClient.class)
                                        .sql("SET SESSION innodb_lock_wait_timeout = 1")
                                        .then())
                        .then(visits.count(1));
        try (Connection other = stage.jdbc()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT * FROM visits WHERE user_id = 1 FOR UPDATE");
            Mono<Void> running = transactions.run(work).cache();
            running.subscribe();
            await().atMost(LONG).until(() -> attempts.get() >= 2);

            other.rollback();

            running.block(LONG);
        }
        assertThat(timesOf(1)).isEqualTo(2);
    }

    @Test
    void aSubscriberThatGoesAwayDoesNotStopIt() {
        Sinks.Empty<Void> gate = Sinks.empty();
        AtomicInteger inside = new AtomicInteger();
        Mono<Void> work =
                visits.count(1)
                        .then(Mono.fromRunnable(inside::incrementAndGet))
                        .then(gate.asMono())
                        .then(tell("e-1"));
        Disposable subscriber = transactions.run(work).subscribe();
        await().atMost(LONG).until(() -> inside.get() == 1);

        subscriber.dispose();
        gate.tryEmitEmpty();

        await().atMost(LONG).until(() -> stage.count("SELECT COUNT(*) FROM visits") == 1);
        awaitIdlePool();
    }

    @Test
    void whoeverGoesAwayWheneverLeavesAllOrNothingAndAnIdlePool() throws Exception {
        Random random = new Random(42);
        for (int user = 1; user <= 200; user++) {
            Disposable subscriber =
                    transactions.run(visits.count(user).then(remember(user))).subscribe();
            Mono.delay(Duration.ofNanos(random.nextInt(3_000_000))).block(LONG);
            subscriber.dispose();
        }

        awaitIdlePool();
        assertThat(stage.count("SELECT COUNT(*) FROM visits"))
                .isEqualTo(stage.count("SELECT COUNT(*) FROM effects"))
                .isEqualTo(200);
        try (Connection other = stage.jdbc()) {
            other.createStatement().execute("SET SESSION innodb_lock_wait_timeout = 1");
            other.createStatement().execute("UPDATE visits SET times = times + 1");
        }
    }

    @Test
    void theTraceReachesWhatIsSent() {
        String trace = TraceParent.continueOrStart(null);

        transactions
                .run(tell("e-1"))
                .contextWrite(context -> TraceParent.into(context, trace))
                .block(LONG);
        transactions.run(tell("e-2")).block(LONG);

        assertThat(countSent("e-1", "messages LIKE '%\"traceparent\":\"" + trace + "\"%'")).isOne();
        assertThat(countSent("e-2", "messages NOT LIKE '%traceparent%'")).isOne();
    }

    private Mono<Void> tell(String id) {
        OrderStatusChanged event = new OrderStatusChanged(ORDER, 1, "APPROVED", Instant.EPOCH);
        return service.getBean(Outbox.class)
                .send(Outgoing.event(Target.ORDER_CREATION, ORDER, id, event));
    }

    private Mono<Void> remember(long userId) {
        return service.getBean(DatabaseClient.class)
                .sql("INSERT INTO effects (message_id) VALUES (" + userId + ")")
                .then();
    }

    private long countSent(String messageId, String condition) {
        return stage.count(
                "SELECT COUNT(*) FROM outbox WHERE messages LIKE '%%\"%s\"%%' AND %s"
                        .formatted(messageId, condition));
    }

    private long timesOf(long userId) {
        return stage.count("SELECT times FROM visits WHERE user_id = " + userId);
    }

    private void awaitIdlePool() {
        PoolMetrics metrics = pool.getMetrics().orElseThrow();
        await("an idle pool")
                .atMost(LONG)
                .until(() -> metrics.acquiredSize() + metrics.pendingAcquireSize() == 0);
        assertThat(metrics.allocatedSize()).isEqualTo(4);
    }
}
