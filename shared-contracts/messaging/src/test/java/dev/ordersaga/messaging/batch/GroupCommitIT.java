package dev.ordersaga.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.messaging.Overloaded;
import dev.ordersaga.messaging.failpoint.Failpoint;
import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.messaging.store.Visits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Requests that come together are committed together, and fail apart. */
class GroupCommitIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Stage stage = new Stage();
    private final AtomicInteger commits = new AtomicInteger();

    /** The first transaction commits when this completes, so that others come meanwhile. */
    private final Sinks.Empty<Void> gate = Sinks.empty();

    private volatile Mono<Void> beforeTheSecondCommit = Mono.empty();
    private StoreTransactions transactions;
    private GroupCommit group;
    private Visits visits;

    @BeforeEach
    void start() {
        ApplicationContext service = stage.start("saga.relay-interval=1h");
        transactions =
                new StoreTransactions(
                        service.getBean(TransactionalOperator.class),
                        service.getBean(DatabaseClient.class),
                        service.getBean(OutboxTable.class),
                        _ -> {},
                        point ->
                                point == Failpoint.BEFORE_COMMIT
                                        ? Mono.defer(this::commit)
                                        : Mono.empty());
        group = new GroupCommit(transactions, 60, Linger.of(Duration.ZERO));
        visits = new Visits(service.getBean(DatabaseClient.class));
    }

    private Mono<Void> commit() {
        return commits.incrementAndGet() == 1 ? gate.asMono() : beforeTheSecondCommit;
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatComesWhileOneCommitsSharesTheNext() {
        Mono<Integer> first = begun(0);
        Mono<List<Integer>> others = begun(Flux.range(1, 50));

        gate.tryEmitEmpty();

        assertThat(first.block(LONG)).isZero();
        assertThat(others.block(LONG)).hasSize(50).doesNotHaveDuplicates();
        assertThat(commits).hasValue(2);
        assertThat(rows()).isEqualTo(51);
    }

    @Test
    void whatFailsTakesNoOtherWithIt() {
        Mono<Integer> first = begun(0);
        Mono<Integer> sound = begun(1);
        Mono<Integer> faulty =
                running(visits.count(2).then(Mono.error(new IllegalStateException("no"))));
        Mono<Integer> another = begun(3);

        gate.tryEmitEmpty();

        assertThat(Mono.zip(first, sound, another).block(LONG)).isNotNull();
        assertThatThrownBy(() -> faulty.block(LONG)).hasMessage("no");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void anOutageFailsThemAllWithoutBeingMetByEach() {
        beforeTheSecondCommit = Mono.error(new DataAccessResourceFailureException("gone"));
        Mono<Integer> first = begun(0);
        List<Mono<Integer>> others = List.of(begun(1), begun(2), begun(3));

        gate.tryEmitEmpty();

        assertThat(first.block(LONG)).isZero();
        others.forEach(one -> assertThatThrownBy(() -> one.block(LONG)).hasMessage("gone"));
        assertThat(commits).hasValue(2);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whoGoesAwayDoesNotStopIt() {
        begun(0);
        Disposable gone = group.run(visits.count(1)).subscribe();
        gone.dispose();
        Mono<Integer> last = begun(2);

        gate.tryEmitEmpty();

        last.block(LONG);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void moreThanMayWaitAreTurnedAwayUntilThereIsRoom() {
        Mono<Integer> first = begun(0);
        Mono<List<Integer>> others = begun(Flux.range(1, 59));

        assertThatThrownBy(() -> begun(60).block(LONG)).isInstanceOf(Overloaded.class);

        gate.tryEmitEmpty();
        Mono.zip(first, others).block(LONG);
        await().atMost(LONG).untilAsserted(() -> assertThat(begun(61).block(LONG)).isEqualTo(61));
        assertThat(rows()).isEqualTo(61);
    }

    @Test
    void withinATransactionItIsPartOfIt() {
        gate.tryEmitEmpty();
        Mono<Void> work = group.run(visits.count(1)).then(Mono.error(new IllegalStateException()));

        assertThatThrownBy(() -> group.run(work).block(LONG))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rows()).isZero();
    }

    private Mono<List<Integer>> begun(Flux<Integer> users) {
        return Flux.merge(users.map(this::begun).collectList().block(LONG)).collectList();
    }

    private Mono<Integer> begun(int user) {
        return running(visits.count(user).thenReturn(user));
    }

    private <T> Mono<T> running(Mono<T> work) {
        Mono<T> running = group.run(work).cache();
        running.subscribe(_ -> {}, _ -> {});
        return running;
    }

    private long rows() {
        return stage.count("SELECT COUNT(*) FROM visits");
    }
}
