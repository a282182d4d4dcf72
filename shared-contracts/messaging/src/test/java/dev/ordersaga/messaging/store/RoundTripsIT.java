package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Jars.Jar;
import dev.ordersaga.messaging.testing.CuttableProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How often a transaction asks the database, and waits for its answer. */
class RoundTripsIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Stage stage = new Stage();
    private CuttableProxy network;
    private Transactions transactions;
    private Jars jars;
    private Visits visits;

    @BeforeEach
    void start() throws Exception {
        network = CuttableProxy.beforeDatabase(stage.schema());
        var service =
                stage.start(
                        network.databaseSetting(), "saga.pool-size=1", "saga.relay-interval=1h");
        transactions = service.getBean(Transactions.class);
        DatabaseClient db = service.getBean(DatabaseClient.class);
        jars = new Jars(db);
        visits = new Visits(db);
        in(jars.add(new Jar(1, "sweet", 10)).then(jars.add(new Jar(2, "sour", 10))));
        network.roundTrips();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        network.close();
    }

    @Test
    void whatIsReadAndWrittenTakesTwo() {
        in(visits.prefetch(List.of(1L, 2L)).then(visits.count(1)).then(visits.count(2)));

        assertThat(network.roundTrips()).isEqualTo(2);
    }

    @Test
    void whatIsCountedIsCheckedOnTheWay() {
        in(jars.prefetch(List.of(1L, 2L)).then(jars.move(1, -3)).then(jars.move(2, 4)));

        assertThat(network.roundTrips()).isEqualTo(2);
    }

    @Test
    void severalTablesAreReadTogether() {
        in(
                visits.prefetch(List.of(1L))
                        .then(jars.prefetch(List.of(1L)))
                        .then(visits.count(1))
                        .then(jars.move(1, -3)));

        assertThat(network.roundTrips()).isEqualTo(2);
    }

    private <T> T in(Mono<T> work) {
        return transactions.run(work).block(LONG);
    }
}
