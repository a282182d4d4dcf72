package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.messaging.testing.CuttableProxy;
import dev.ordersaga.messaging.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A process that dies between two lines leaves nothing undone and nothing done twice. */
class CrashIT {

    private static final String TAP = "tap";
    private static final Duration NEVER = Duration.ofDays(1);

    private final Stage stage = new Stage();

    @BeforeEach
    void tapTheCommands() throws Exception {
        Groundwork.DECLARE.layExchanges(stage.wire().channel());
        stage.wire().channel().queueDeclare(TAP, false, false, false, null);
        stage.wire().channel().queueBind(TAP, Exchanges.COMMANDS, Wire.COMMAND_KEY);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatWasCommittedAndNotPublishedIsPublishedAfterTheGrace() {
        var service = stage.start();

        commitAndDie(service, NEVER, List.of("still-in-its-grace"));
        commitAndDie(service, Duration.ofMillis(500), List.of("c-1"));

        assertThat(stage.wire().take(TAP).getProps().getMessageId()).isEqualTo("c-1");
        stage.wire().take(Wire.REPLIES);
        await().atMost(Wire.LONG).until(() -> stage.count("SELECT COUNT(*) FROM outbox") == 1);
        assertThat(stage.count("SELECT COUNT(*) FROM outbox WHERE messages LIKE '%\"still%'"))
                .isOne();
    }

    @Test
    void relaysShareWhatIsDueWithoutSendingItTwice() {
        for (int instance = 0; instance < 3; instance++) {
            stage.start(
                    "saga.relay-interval=1ms", "saga.outbox-grace=1h", "saga.confirm-timeout=30s");
        }
        var service = stage.start("saga.relay-interval=1h");
        List<String> ids = IntStream.range(0, 3_000).mapToObj(n -> "c-" + n).toList();

        for (int from = 0; from < ids.size(); from += 10) {
            commitAndDie(service, Duration.ZERO, ids.subList(from, from + 10));
        }

        stage.awaitEmptyOutbox();
        List<GetResponse> sent = stage.wire().takeUntil(TAP, found -> found.size() >= 3_000);
        assertThat(sent)
                .extracting(message -> message.getProps().getMessageId())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aMessageHandledAndNotAcknowledgedComesAgainAndChangesNothing() throws Exception {
        try (CuttableProxy proxy =
                new CuttableProxy(TestServers.get().brokerUri(stage.virtualHost()))) {
            UserDesk desk = stage.start("saga.broker.uri=" + proxy.uri()).getBean(UserDesk.class);
            AtomicBoolean once = new AtomicBoolean();
            desk.whenAsked(
                    7,
                    command -> {
                        if (once.compareAndSet(false, true)) {
                            proxy.cut();
                        }
                        return UserDesk.yes(command);
                    });

            stage.wire().verify("c-1", 7);

            assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 2))
                    .allMatch(reply -> reply.getProps().getMessageId().equals("c-1:reply"))
                    .allMatch(reply -> reply.getProps().getType().equals("UserVerified"));
            assertThat(desk.begun()).hasSize(1);
            assertThat(stage.effectsOf("c-1")).isOne();
            stage.awaitEmptyOutbox();
        }
    }

    /** Commits like a process that ends before it can publish. */
    private static void commitAndDie(
            ApplicationContext service, Duration grace, List<String> commandIds) {
        DatabaseClient db = service.getBean(DatabaseClient.class);
        MessageCodec codec = service.getBean(MessageCodec.class);
        OutboxTable outbox = new OutboxTable(db, codec, service.getBean(InboxTable.class), grace);
        Mono<Void> work =
                Flux.fromIterable(commandIds)
                        .concatMap(
                                id ->
                                        outbox.send(
                                                Outgoing.command(
                                                        Target.ORDER_CREATION,
                                                        Wire.TX,
                                                        id,
                                                        new VerifyUser(Wire.ORDER, 7))))
                        .then();
        new StoreTransactions(
                        service.getBean(TransactionalOperator.class),
                        service.getBean(DatabaseClient.class),
                        outbox,
                        _ -> {})
                .run(work)
                .block(Wire.LONG);
    }
}
