package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.messaging.DatabasePulse;
import dev.ordersaga.messaging.testing.CuttableProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;

/** The network to the database has lost a connection, and nobody is told. */
class SilentDatabaseIT {

    private final Stage stage = new Stage();
    private CuttableProxy network;
    private String database;

    @BeforeEach
    void putTheNetworkInBetween() throws Exception {
        network = CuttableProxy.beforeDatabase(stage.schema());
        database = network.databaseSetting();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        network.close();
    }

    @Test
    void aQuestionIsNotWaitedForForEver() {
        DatabaseClient db =
                stage.start(database, "saga.database-answer-timeout=2s", "saga.relay-interval=1h")
                        .getBean(DatabaseClient.class);
        network.muteServer();

        assertThatThrownBy(() -> one(db)).isInstanceOf(DataAccessResourceFailureException.class);

        network.unmuteServer();
        awaitAnswer(db);
    }

    @Test
    void itsSilenceIsKnownUntilItIsHeardAgain() {
        var service =
                stage.start(database, "saga.database-answer-timeout=5s", "saga.relay-interval=1h");
        DatabasePulse pulse = service.getBean(DatabasePulse.class);
        DatabaseClient db = service.getBean(DatabaseClient.class);
        assertThat(one(db)).isOne();
        await("all answers").atMost(Wire.LONG).until(() -> !pulse.isSilentFor(Duration.ZERO));

        network.muteServer();
        CompletableFuture<Void> question = db.sql("SELECT 1 AS one").then().toFuture();
        await("silence").atMost(Wire.LONG).until(() -> pulse.isSilentFor(Duration.ofSeconds(1)));
        network.unmuteServer();

        assertThat(question).failsWithin(Wire.LONG);
        awaitAnswer(db);
        assertThat(pulse.isSilentFor(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void messagesGoOnWhenTheNetworkDoes() throws Exception {
        stage.start(
                database,
                "saga.database-answer-timeout=2s",
                "saga.relay-interval=1h",
                "saga.retry-delays=");
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-1");

        network.muteServer();
        stage.wire().verify("c-2", 7);
        await("a lost answer").atMost(Wire.LONG).until(network::hasLost);
        network.unmuteServer();

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-2");
        assertThat(stage.effectsOf("c-2")).isOne();
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
    }

    @Test
    void aConnectionThatIsNotGreetedIsSilenceToo() {
        var service =
                stage.start(database, "saga.database-answer-timeout=1s", "saga.relay-interval=1h");
        DatabasePulse pulse = service.getBean(DatabasePulse.class);
        DatabaseClient db = service.getBean(DatabaseClient.class);
        network.muteServer();
        assertThatThrownBy(() -> one(db)).isInstanceOf(DataAccessResourceFailureException.class);

        CompletableFuture<Void> question = db.sql("SELECT 1 AS one").then().toFuture();

        await("silence").atMost(Wire.LONG).until(() -> pulse.isSilentFor(Duration.ofSeconds(2)));
        network.unmuteServer();
        await("an outcome").atMost(Wire.LONG).until(question::isDone);
        awaitAnswer(db);
    }

    /** Connections that were opened meanwhile are not of use; others follow. */
    private static void awaitAnswer(DatabaseClient db) {
        await("an answer").atMost(Wire.LONG).ignoreExceptions().until(() -> one(db) == 1);
    }

    private static Long one(DatabaseClient db) {
        return db.sql("SELECT 1 AS one")
                .map(row -> row.get("one", Long.class))
                .one()
                .block(Wire.LONG);
    }
}
