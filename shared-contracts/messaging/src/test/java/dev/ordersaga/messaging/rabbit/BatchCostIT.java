package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** What a batch asks of the database does not grow with its messages. */
class BatchCostIT {

    private static final int MANY = 200;

    private final Stage stage = new Stage();
    private DatabaseClient db;
    private Handling handling;

    /**
     * The service has one connection, which counts for itself, and nothing else to do with it. No
     * relay looks for what the broker is slow to confirm, so it may take its time.
     */
    @BeforeEach
    void start() {
        ApplicationContext service =
                stage.start(
                        "saga.pool-size=1",
                        "saga.relay-interval=1h",
                        "saga.confirm-timeout=1m",
                        "saga.outbox-grace=2m");
        db = service.getBean(DatabaseClient.class);
        handling =
                new TransactionalHandling(
                        List.of(
                                new CommandHandling<>(
                                        service.getBean(UserDesk.class),
                                        service.getBean(OutboxTable.class))),
                        service.getBean(Transactions.class),
                        service.getBean(InboxTable.class),
                        MANY);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void manyMessagesTakeAsManyStatementsAsOneAndAsManyCommits() {
        handle("first", 1);

        Cost ofOne = handle("one", 1);
        Cost ofMany = handle("many", MANY);

        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(2 + MANY);
        assertThat(ofOne.commits()).isOne();
        assertThat(ofMany).isEqualTo(ofOne);
    }

    private record Cost(long statements, long commits) {}

    private Cost handle(String name, int messages) {
        Cost before = cost();
        handling.handle(
                        IntStream.range(0, messages)
                                .mapToObj(number -> command(name + number))
                                .toList())
                .block(Wire.LONG);
        stage.awaitEmptyOutbox();
        Cost after = cost();
        return new Cost(after.statements - before.statements, after.commits - before.commits);
    }

    private Cost cost() {
        return new Cost(status("Questions"), status("Com_commit"));
    }

    private long status(String name) {
        return db.sql("SHOW SESSION STATUS LIKE '" + name + "'")
                .map(row -> Long.parseLong(row.get(1, String.class)))
                .one()
                .block(Wire.LONG);
    }

    private Received command(String id) {
        Envelope envelope = new Envelope(1, false, "", Wire.COMMAND_KEY);
        return Received.read(
                WorkQueue.USER_COMMANDS,
                new Delivery(envelope, Wire.command(id), stage.wire().verifyUser(7)),
                new MessageCodec());
    }
}
