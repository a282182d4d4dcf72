package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Jars.Jar;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is counted is decided under a lock and written on the whole, on a condition. */
class CountedTableIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Stage stage = new Stage();
    private Transactions transactions;
    private DatabaseClient db;
    private Jars jars;

    @BeforeEach
    void start() {
        var service = stage.start();
        transactions = service.getBean(Transactions.class);
        db = service.getBean(DatabaseClient.class);
        jars = new Jars(db);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void oneTransactionSeesWhatItHasTaken() {
        have(jar(1, 10));

        Jar seen = in(jars.move(1, -4).then(jars.move(1, -5)).then(jars.find(1L)));

        assertThat(seen).isEqualTo(jar(1, 1));
        assertThat(stored(1)).isEqualTo(jar(1, 1));
    }

    @Test
    void whatWasTakenAndGivenBackIsAsIfNothingHadHappened() {
        have(jar(1, 10));

        in(jars.move(1, -10).then(jars.move(1, 10)));

        assertThat(stored(1)).isEqualTo(jar(1, 10));
    }

    @Test
    void allRowsOfABatchAreCountedEachByItsOwnStep() {
        List<Long> ids = LongStream.rangeClosed(1, 250).boxed().toList();
        have(ids.stream().map(id -> jar(id, 1000)).toArray(Jar[]::new));

        in(
                jars.prefetch(ids)
                        .thenMany(Flux.fromIterable(ids))
                        .concatMap(id -> jars.move(id, id % 2 == 0 ? id : -id))
                        .then());

        assertThat(ids)
                .allSatisfy(
                        id ->
                                assertThat(stored(id).sweets())
                                        .isEqualTo(1000 + (id % 2 == 0 ? id : -id)));
    }

    @Test
    void manyTransactionsAtATimeTakeAsMuchAsThereIs() {
        have(jar(1, 50), jar(2, 1000));
        Mono<Boolean> takeFromBoth =
                jars.prefetch(List.of(2L, 1L))
                        .then(jars.find(1L))
                        .filter(jar -> jar.sweets() > 0)
                        .flatMap(_ -> jars.move(1, -1).then(jars.move(2, -1)).thenReturn(true));

        Long taken =
                Flux.range(0, 200)
                        .flatMap(_ -> transactions.run(takeFromBoth), 4)
                        .count()
                        .block(LONG);

        assertThat(taken).isEqualTo(50);
        assertThat(stored(1).sweets()).isZero();
        assertThat(stored(2).sweets()).isEqualTo(950);
    }

    @Test
    void whatIsSavedWithAnotherNumberHasThatNumber() {
        have(jar(1, 10));

        in(jars.move(1, -3).then(jars.save(new Jar(1, "sour", 99))).then(jars.move(1, -1)));

        assertThat(stored(1)).isEqualTo(new Jar(1, "sour", 98));
    }

    @Test
    void aChangeOfTheRestLeavesTheNumberAlone() {
        have(jar(1, 10));
        Mono<Void> past = sql("UPDATE jars SET sweets = 7 WHERE id = 1");

        in(jars.find(1L).flatMap(jar -> past.then(jars.save(jar.labelled("sour")))));

        assertThat(stored(1)).isEqualTo(new Jar(1, "sour", 7));
    }

    @Test
    void whatWasCountedPastTheLockIsNotOverwritten() {
        have(jar(1, 10));
        Mono<Void> past = sql("UPDATE jars SET sweets = 7 WHERE id = 1");

        in(jars.find(1L).flatMap(jar -> past.then(jars.save(jar.with(-4)))));

        assertThat(stored(1)).isEqualTo(jar(1, 3));
    }

    @Test
    void whereOneRowHasTooLittleNothingOfTheTransactionHappens() {
        have(jar(1, 10), jar(2, 10), jar(3, 10));
        Mono<Void> past = sql("UPDATE jars SET sweets = 3 WHERE id = 2");
        Mono<Void> work =
                jars.prefetch(List.of(1L, 2L, 3L))
                        .then(past)
                        .then(jars.move(1, -4))
                        .then(jars.move(2, -4))
                        .then(jars.move(3, 4));

        CountMismatch fault = catchThrowableOfType(CountMismatch.class, () -> in(work));

        assertThat(fault.table()).isEqualTo("jars");
        assertThat(fault.keys()).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(List.of(stored(1), stored(2), stored(3)))
                .containsExactly(jar(1, 10), jar(2, 10), jar(3, 10));
    }

    @Test
    void whereARowIsMissingTheTransactionFails() {
        have(jar(1, 10));
        Mono<Void> past = sql("DELETE FROM jars WHERE id = 1");

        assertThatThrownBy(
                        () -> in(jars.find(1L).flatMap(jar -> past.then(jars.save(jar.with(1))))))
                .isInstanceOf(CountMismatch.class);
        assertThat(stored(1)).isEqualTo(jar(1, 10));
    }

    @Test
    void aNewRowBeginsWithItsNumberAndIsCountedFromThere() {
        in(jars.add(jar(1, 10)).then(jars.move(1, -3)));
        in(jars.find(2L).then(jars.save(jar(2, 5))).then(jars.move(2, -5)));

        assertThat(stored(1)).isEqualTo(jar(1, 7));
        assertThat(stored(2)).isEqualTo(jar(2, 0));
    }

    private static Jar jar(long id, long sweets) {
        return new Jar(id, "sweet", sweets);
    }

    private void have(Jar... some) {
        in(Flux.fromArray(some).concatMap(jars::add).then());
    }

    private Jar stored(long id) {
        return jars.read(id).block(LONG);
    }

    private <T> T in(Mono<T> work) {
        return transactions.run(work).block(LONG);
    }

    private Mono<Void> sql(String statement) {
        return db.sql(statement).then();
    }
}
