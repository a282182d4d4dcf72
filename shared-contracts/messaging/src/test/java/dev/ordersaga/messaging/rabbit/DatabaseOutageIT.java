package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Reply;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** No message is to blame for a database that is out of reach: it waits, and is then handled. */
class DatabaseOutageIT {

    private static final String NO_SECOND_CHANCE = "saga.retry-delays=";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aConnectionKilledAtWorkCountsAgainstNoMessage() throws Exception {
        var service = stage.start(NO_SECOND_CHANCE);
        UserDesk desk = service.getBean(UserDesk.class);
        DatabaseClient db = service.getBean(DatabaseClient.class);
        AtomicInteger attempts = new AtomicInteger();
        desk.whenAsked(
                7,
                command ->
                        attempts.incrementAndGet() <= 2
                                ? killOwnConnection(db)
                                : UserDesk.yes(command));

        stage.wire().verify("c-1", 7);

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getType()).isEqualTo("UserVerified");
        assertThat(attempts).hasValue(3);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
    }

    private Mono<Reply> killOwnConnection(DatabaseClient db) {
        return db.sql("SELECT CONNECTION_ID() AS id")
                .map(row -> row.get("id", Long.class))
                .one()
                .doOnNext(this::kill)
                .then(db.sql("SELECT 1").then())
                .then(Mono.empty());
    }

    private void kill(long connection) {
        try (var admin = stage.jdbc();
                var statement = admin.createStatement()) {
            statement.execute("KILL " + connection);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Test
    void anExhaustedPoolCountsAgainstNoMessage() throws Exception {
        var service = stage.start(NO_SECOND_CHANCE, "saga.relay-interval=1h");
        ConnectionPool pool = service.getBean(ConnectionPool.class);
        List<Connection> taken =
                Flux.range(0, 4).concatMap(_ -> pool.create()).collectList().block();
        PoolMetrics metrics = pool.getMetrics().orElseThrow();

        stage.wire().verify("c-1", 7);
        await().atMost(Wire.LONG).until(() -> metrics.pendingAcquireSize() == 1);
        await().atMost(Wire.LONG).until(() -> metrics.pendingAcquireSize() == 0);
        Flux.fromIterable(taken).concatMap(Connection::close).then().block(Wire.LONG);

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getType()).isEqualTo("UserVerified");
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
    }
}
