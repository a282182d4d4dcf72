package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** A service whose account may not declare anything leaves that to others. */
@ExtendWith(OutputCaptureExtension.class)
class GroundworkIT {

    private static final String DECLARES_NOTHING = "saga.broker.declare=false";
    private static final String STRANGER = "stranger-" + UUID.randomUUID();

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aServiceThatDeclaresNothingWaitsUntilItsQueuesAreThere() throws Exception {
        var service = stage.startUnconnected(StageService.class, DECLARES_NOTHING);
        assertThat(service.getBean(MessagingRuntime.class).isConnected()).isFalse();
        assertThat(queues()).noneMatch(name -> name.startsWith(Wire.COMMANDS));

        stage.wire().declare(WorkQueue.USER_COMMANDS);

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
    }

    @Test
    void aServiceGoesOnWhenAQueueThatWasDeletedIsDeclaredAgain() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        var service = stage.start(DECLARES_NOTHING);

        stage.wire().channel().queueDelete(Wire.COMMANDS);
        await("the loss is noticed")
                .atMost(Wire.LONG)
                .until(() -> !service.getBean(MessagingRuntime.class).isConnected());
        stage.wire().declare(WorkQueue.USER_COMMANDS);

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
    }

    /** RabbitMQ from 4.3 on lets nobody look at a queue that he has no right to. */
    @Test
    void aServiceThatDeclaresNothingLooksAtNoQueueThatItDoesNotRead() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().channel().queueDelete(WorkQueue.USER_COMMANDS.retryQueue(1));
        stage.wire().channel().queueDelete(Wire.DEAD);

        stage.start(DECLARES_NOTHING);

        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
    }

    /** And what is behind it waits as well: nothing is acknowledged that nobody has taken. */
    @Test
    void whatCannotBeReadWaitsForTheDeadLetterQueueThatIsMissing(CapturedOutput log)
            throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().channel().queueDelete(Wire.DEAD);
        stage.start(DECLARES_NOTHING);

        stage.wire().send(Wire.command("c-1"), new byte[] {'?'});
        stage.wire().verify("c-2", 7);
        await("the log")
                .atMost(Wire.LONG)
                .untilAsserted(() -> assertThat(log).contains("has stopped", "NotConfirmed"));
        stage.wire().declare(WorkQueue.USER_COMMANDS);

        assertThat(stage.wire().take(Wire.DEAD).getProps().getMessageId()).isEqualTo("c-1");
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-2:reply");
    }

    /** Such a message closes the channel for all others, so it must not come at every turn. */
    @Test
    void whatIsForAMissingExchangeLeavesTheOthersInPeace() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().channel().exchangeDelete(Exchanges.EVENTS);
        var service = stage.start(DECLARES_NOTHING, "saga.outbox-grace=1h");

        service.getBean(Transactions.class)
                .run(
                        service.getBean(Outbox.class)
                                .send(
                                        Outgoing.event(
                                                Target.ORDER_CREATION,
                                                Wire.TX,
                                                "e-1",
                                                new OrderStatusChanged(
                                                        Wire.ORDER, 7, "APPROVED", Instant.EPOCH))))
                .block(Wire.LONG);

        await("peace")
                .atMost(Wire.LONG)
                .during(Duration.ofSeconds(2))
                .until(() -> service.getBean(MessagingRuntime.class).isConnected());
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
        assertThat(stage.count("SELECT COUNT(*) FROM outbox WHERE messages LIKE '%\"e-1\"%'"))
                .isOne();
    }

    @Test
    void whatIsMissingIsNamedWithTheWayOut(CapturedOutput log) {
        stage.startUnconnected(StageService.class, DECLARES_NOTHING);

        await("the log")
                .atMost(Wire.LONG)
                .untilAsserted(
                        () ->
                                assertThat(log)
                                        .contains(
                                                "user.commands is not there",
                                                "infra/topology",
                                                "saga.broker.declare"));
    }

    @Test
    void whatTheBrokerRefusesIsInTheLogInItsOwnWords(CapturedOutput log) throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        manage("PUT", "/api/users/" + STRANGER, "{\"password\":\"unknown here\",\"tags\":\"\"}");
        manage(
                "PUT",
                "/api/permissions/" + stage.virtualHost() + "/" + STRANGER,
                "{\"configure\":\"\",\"write\":\"\",\"read\":\"\"}");
        try {
            stage.startUnconnected(
                    StageService.class,
                    DECLARES_NOTHING,
                    "saga.broker.username=" + STRANGER,
                    "saga.broker.password=unknown here");

            await("the log")
                    .atMost(Wire.LONG)
                    .untilAsserted(() -> assertThat(log).contains("ACCESS_REFUSED", Wire.COMMANDS));
        } finally {
            manage("DELETE", "/api/users/" + STRANGER, "");
        }
    }

    private List<String> queues() {
        List<String> names = new ArrayList<>();
        JsonMapper.shared()
                .readTree(manage("GET", "/api/queues/" + stage.virtualHost(), ""))
                .forEach(queue -> names.add(queue.path("name").asString()));
        return names;
    }

    private static String manage(String method, String path, String json) {
        return TestServers.get().manage(method, path, json);
    }
}
