package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Visits.Visit;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
    void noIncrementIsLost() {
        Flux.range(0, 300)
                .flatMap(n -> transactions.run(visits.count(n % 3)), 4)
                .then()
                .block(LONG);

        assertThat(stage.count("SELECT SUM(times) FROM visits")).isEqualTo(300);
    }

    @Test
    void whatWasNotLookedForCannotBeSaved() {
        Mono<Void> work = visits.save(new Visit(1, 1));

        assertThatThrownBy(() -> transactions.run(work).block(LONG))
                .hasMessageContaining("without having been looked for");
    }
}
