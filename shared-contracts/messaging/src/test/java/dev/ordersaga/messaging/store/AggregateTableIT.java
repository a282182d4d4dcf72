package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Visits.Visit;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Aggregates are read once, locked, and written once. */
class AggregateTableIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Stage stage = new Stage();
    private Transactions transactions;
    private Visits visits;

    @BeforeEach
    void start() {
        var service = stage.start();
        transactions = service.getBean(Transactions.class);
        visits = new Visits(service.getBean(DatabaseClient.class));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void oneTransactionSeesWhatItHasSaved() {
        Visit seen =
                transactions
                        .run(visits.count(1).then(visits.count(1)).then(visits.find(1L)))
                        .block(LONG);

        assertThat(seen).isEqualTo(new Visit(1, 2));
        assertThat(visits.read(1L).block(LONG)).isEqualTo(seen);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(transactions.run(visits.find(1L)).blockOptional(LONG)).isEmpty();
        assertThat(visits.read(1L).blockOptional(LONG)).isEmpty();
    }

    @Test
    void aBatchIsReadAndWrittenTogether() {
        List<Long> users = LongStream.rangeClosed(1, 450).boxed().toList();
        transactions.run(visits.count(7)).block(LONG);

        transactions
                .run(
                        visits.prefetch(users)
                                .thenMany(Flux.fromIterable(users))
                                .concatMap(visits::count)
                                .then())
                .block(LONG);

        assertThat(stage.count("SELECT COUNT(*) FROM visits")).isEqualTo(450);
        assertThat(stage.count("SELECT SUM(times) FROM visits")).isEqualTo(451);
    }

    @Test
    void whatIsAddedWhileItIsExpectedIsNotReadOver() {
        Mono<Visit> work =
                visits.prefetch(List.of(1L, 2L))
                        .then(visits.add(new Visit(1, 5)))
                        .then(visits.find(2L))
                        .then(visits.find(1L));

        assertThat(transactions.run(work).block(LONG)).isEqualTo(new Visit(1, 5));
        assertThat(visits.read(1L).block(LONG)).isEqualTo(new Visit(1, 5));
    }

    @Test
    void noIncrementIsLost() {
        Flux.range(0, 300)
                .flatMap(n -> transactions.run(visits.count(n % 3)), 4)
                .then()
                .block(LONG);

        assertThat(stage.count("SELECT SUM(times) FROM visits")).isEqualTo(300);
    }

    @Test
    void whatIsOnlyLookedAtIsNotLocked() throws Exception {
        transactions.run(visits.count(1).then(visits.count(2))).block(LONG);
        Mono<List<Visit>> work =
                visits.preview(List.of(3L, 2L, 1L))
                        .thenMany(Flux.just(1L, 2L, 3L))
                        .concatMap(visits::view)
                        .collectList();
        try (Connection other = stage.jdbc()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT * FROM visits FOR UPDATE");

            assertThat(transactions.run(work).block(LONG))
                    .containsExactly(new Visit(1, 1), new Visit(2, 1));
            other.rollback();
        }
    }

    @Test
    void whatWasLookedAtIsReadAgainWhenItIsToBeChanged() {
        transactions.run(visits.count(1)).block(LONG);
        Mono<Void> meanwhile =
                Mono.<Void>fromRunnable(() -> stage.update("UPDATE visits SET times = 5"))
                        .subscribeOn(Schedulers.boundedElastic());

        Visit seen =
                transactions
                        .run(
                                visits.view(1L)
                                        .then(meanwhile)
                                        .then(visits.count(1))
                                        .then(visits.view(1L)))
                        .block(LONG);

        assertThat(seen).isEqualTo(new Visit(1, 6));
        assertThat(visits.read(1L).block(LONG)).isEqualTo(seen);
    }

    @Test
    void whatWasOnlyLookedAtCannotBeSaved() {
        transactions.run(visits.count(1)).block(LONG);
        Mono<Void> work = visits.view(1L).then(visits.save(new Visit(1, 1)));

        assertThatThrownBy(() -> transactions.run(work).block(LONG))
                .hasMessageContaining("without having been looked for");
    }

    @Test
    void whatWasNotLookedForCannotBeSaved() {
        Mono<Void> work = visits.save(new Visit(1, 1));

        assertThatThrownBy(() -> transactions.run(work).block(LONG))
                .hasMessageContaining("without having been looked for");
    }
}
