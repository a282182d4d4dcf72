package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.TestServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A technical failure harms one message only, which is tried again, and at last dead-lettered. */
class FailingMessagesIT {

    private static final long WELL = 7;
    private static final long ILL = 8;

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void oneFailingMessageOfABatchIsRetriedAndBuriedAlone() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().verify(List.of("c-1", "c-2", "c-3"), WELL);
        stage.wire().verify("bad", ILL);
        stage.wire().verify(List.of("c-4", "c-5"), WELL);

        stage.start(
                desk ->
                        desk.whenAsked(
                                ILL, _ -> Mono.error(new IllegalStateException("secret 4711"))));

        List<GetResponse> replies =
                stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 6);
        assertThat(replies)
                .extracting(reply -> reply.getProps().getCorrelationId())
                .containsExactlyInAnyOrder("c-1", "c-2", "c-3", "bad", "c-4", "c-5");
        assertTellsTheOrchestrator(replies);
        assertIsBuried(stage.wire().take(Wire.DEAD));
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(5);
        assertThat(stage.effectsOf("bad")).isZero();
        assertThat(stage.count("SELECT COUNT(*) FROM inbox WHERE message_id = 'bad'")).isZero();
        stage.awaitEmptyOutbox();
    }

    /** The driver reports it as it reports a database that is out of reach. */
    @Test
    void aStatementThatTheDatabaseRefusesIsNoOutage() throws Exception {
        var service = stage.start();
        DatabaseClient db = service.getBean(DatabaseClient.class);
        service.getBean(UserDesk.class)
                .whenAsked(
                        ILL,
                        _ ->
                                db.sql("SELECT 1 FROM inbox WHERE message_id = _utf8mb4 'é'")
                                        .then()
                                        .then(Mono.empty()));

        stage.wire().verify("bad", ILL);

        assertThat(Wire.header(stage.wire().take(Wire.DEAD), "x-reason"))
                .isEqualTo("gave up after 3 attempts: DataAccessResourceFailureException");
    }

    private static void assertTellsTheOrchestrator(List<GetResponse> replies) {
        GetResponse news =
                replies.stream()
                        .filter(reply -> "bad".equals(reply.getProps().getCorrelationId()))
                        .findFirst()
                        .orElseThrow();
        assertThat(news.getEnvelope().getRoutingKey()).isEqualTo("order.user.verify");
        assertThat(news.getProps().getType()).isEqualTo("ErrorEventMessage");
        assertThat(news.getProps().getMessageId()).startsWith("bad:error:");
        assertThat(new MessageCodec().read(news.getBody()))
                .isEqualTo(
                        new ErrorEventMessage(
                                Target.ORDER_CREATION,
                                Wire.TX,
                                "gave up after 3 attempts: IllegalStateException"));
    }

    private void assertIsBuried(GetResponse dead) {
        assertThat(dead.getBody()).isEqualTo(stage.wire().verifyUser(ILL));
        assertThat(dead.getProps().getMessageId()).isEqualTo("bad");
        assertThat(dead.getProps().getExpiration()).isNull();
        assertThat(Wire.header(dead, "x-reason"))
                .isEqualTo("gave up after 3 attempts: IllegalStateException");
        assertThat(Wire.header(dead, "x-attempt")).isEqualTo("3");
        assertThat(Wire.header(dead, "x-queue")).isEqualTo("user.commands");
        assertThat(Wire.header(dead, "x-routing-key")).isEqualTo("user.verify");
        assertThat(dead.getProps().getHeaders()).containsKey("x-failed-at");
        assertThat(dead.getProps().getHeaders())
                .doesNotContainKeys("x-death", "x-first-death-queue");
    }

    @Test
    void nobodyElseInTheBatchPaysForAFailure() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        stage.wire().verify(List.of("c-1", "c-2"), WELL);
        stage.wire().verify("bad", ILL);
        stage.wire().verify("c-3", WELL);

        stage.start(FailingMessagesIT::failTheIll, "saga.retry-delays=");

        stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 4);
        assertThat(stage.wire().take(Wire.DEAD).getProps().getMessageId()).isEqualTo("bad");
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(3);
    }

    @Test
    void aFailureThatPassesLeavesNoTrace() throws Exception {
        UserDesk desk = stage.start().getBean(UserDesk.class);
        AtomicInteger attempts = new AtomicInteger();
        desk.whenAsked(
                ILL,
                command ->
                        attempts.incrementAndGet() == 1
                                ? Mono.error(new IllegalStateException())
                                : UserDesk.yes(command));
        stage.wire().verify("c-1", ILL);

        GetResponse reply = stage.wire().take(Wire.REPLIES);

        assertThat(reply.getProps().getType()).isEqualTo("UserVerified");
        assertThat(attempts).hasValue(2);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
        assertThat(stage.wire().ready(Wire.REPLIES)).isZero();
    }

    @Test
    void aHandlerThatThrowsFailsLikeOneThatSignals() throws Exception {
        UserDesk desk = stage.start().getBean(UserDesk.class);
        desk.whenAsked(
                ILL,
                _ -> {
                    throw new IllegalArgumentException();
                });
        stage.wire().verify("bad", ILL);
        stage.wire().verify("good", WELL);

        assertThat(Wire.header(stage.wire().take(Wire.DEAD), "x-reason"))
                .contains("IllegalArgumentException");
        stage.wire()
                .takeUntil(
                        Wire.REPLIES,
                        found ->
                                found.stream()
                                        .map(reply -> reply.getProps().getType())
                                        .toList()
                                        .containsAll(List.of("ErrorEventMessage", "UserVerified")));
    }

    @Test
    void aDeadLetterThatIsReplayedIsHandled() throws Exception {
        UserDesk desk = stage.start().getBean(UserDesk.class);
        desk.whenAsked(ILL, _ -> Mono.error(new IllegalStateException()));
        stage.wire().verify("c-1", ILL);
        GetResponse dead = stage.wire().take(Wire.DEAD);
        stage.wire().take(Wire.REPLIES);
        desk.whenAsked(ILL, UserDesk::yes);

        stage.wire().send(dead.getProps(), dead.getBody());

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getType()).isEqualTo("UserVerified");
    }

    @Test
    void whoCannotTellTheOrchestratorYetHoldsNobodyUp() throws Exception {
        stage.start(FailingMessagesIT::failTheIll);
        stage.wire().channel().queueDelete(Wire.REPLIES);
        stage.wire().verify("bad", ILL);
        stage.wire().take(Wire.DEAD);
        stage.wire().verify("good", WELL);
        await().atMost(Wire.LONG).until(() -> stage.effectsOf("good") == 1);

        stage.wire().declare(WorkQueue.ORDER_REPLIES);

        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 2))
                .extracting(reply -> reply.getProps().getType())
                .contains("ErrorEventMessage", "UserVerified");
    }

    @Test
    void whatAnotherAccountSentCanBeCopied() throws Exception {
        stage.start(FailingMessagesIT::failTheIll);
        try (Stranger stranger = new Stranger(stage.virtualHost())) {
            stranger.send(Wire.command("c-1"), stage.wire().verifyUser(ILL));
        }

        assertThat(stage.wire().take(Wire.DEAD).getProps().getMessageId()).isEqualTo("c-1");
    }

    @Test
    void aFullHouseOfFailuresIsWorkedOff() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        List<String> bad = IntStream.range(0, 60).mapToObj(n -> "bad-" + n).toList();
        List<String> good = IntStream.range(0, 60).mapToObj(n -> "good-" + n).toList();
        for (int n = 0; n < 60; n++) {
            stage.wire().verify(bad.get(n), ILL);
            stage.wire().verify(good.get(n), WELL);
        }

        stage.start(FailingMessagesIT::failTheIll, "saga.batch-size=16");

        assertThat(stage.wire().takeUntil(Wire.DEAD, found -> found.size() >= 60))
                .extracting(dead -> dead.getProps().getMessageId())
                .containsExactlyInAnyOrderElementsOf(bad);
        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 120))
                .extracting(reply -> reply.getProps().getCorrelationId())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(bad.stream(), good.stream()).toList());
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(60);
    }

    private static void failTheIll(UserDesk desk) {
        desk.whenAsked(ILL, _ -> Mono.error(new IllegalStateException()));
    }

    /** A client with an account of its own, which it signs its messages with. */
    private record Stranger(String name, Connection connection) implements AutoCloseable {

        Stranger(String virtualHost) throws Exception {
            this("stranger-" + virtualHost, connect("stranger-" + virtualHost, virtualHost));
        }

        private static Connection connect(String name, String virtualHost) throws Exception {
            TestServers servers = TestServers.get();
            servers.manage("PUT", "/api/users/" + name, "{\"password\":\"s\",\"tags\":\"\"}");
            servers.manage(
                    "PUT",
                    "/api/permissions/" + virtualHost + "/" + name,
                    "{\"configure\":\"\",\"write\":\".*\",\"read\":\"\"}");
            var factory = new ConnectionFactory();
            factory.setUri(servers.brokerUri(virtualHost));
            factory.setUsername(name);
            factory.setPassword("s");
            return factory.newConnection();
        }

        void send(AMQP.BasicProperties properties, byte[] body) throws Exception {
            try (var channel = connection.createChannel()) {
                channel.confirmSelect();
                channel.basicPublish(
                        Exchanges.COMMANDS,
                        Wire.COMMAND_KEY,
                        properties.builder().userId(name).build(),
                        body);
                channel.waitForConfirmsOrDie(Wire.LONG.toMillis());
            }
        }

        @Override
        public void close() throws Exception {
            connection.close();
            TestServers.get().manage("DELETE", "/api/users/" + name, "");
        }
    }
}
