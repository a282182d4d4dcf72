package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.CuttableProxy;
import dev.ordersaga.messaging.testing.TestServers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever ends a connection, a channel or a consumer: a new one follows, and nothing is lost. */
class ConnectionLossIT {

    private static final String TAP = "tap";

    /** Nobody sends again what may still be on its way, unless he knows that it is not. */
    private static final String AT_ONCE_OR_NEVER = "saga.outbox-grace=1h";

    private final Stage stage = new Stage();
    private CuttableProxy proxy;

    @BeforeEach
    void openProxy() throws Exception {
        proxy = new CuttableProxy(TestServers.get().brokerUri(stage.virtualHost()));
        Groundwork.DECLARE.layExchanges(stage.wire().channel());
        stage.wire().channel().queueDeclare(TAP, false, false, false, null);
        stage.wire().channel().queueBind(TAP, Exchanges.COMMANDS, Wire.COMMAND_KEY);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        proxy.close();
    }

    @Test
    void aMessageWhoseConfirmIsLostIsSentAgainAndTakesEffectOnce() {
        var service = stage.start("saga.broker.uri=" + proxy.uri(), AT_ONCE_OR_NEVER);
        proxy.muteServer();
        send(service, "c-1");
        GetResponse published = stage.wire().take(TAP);
        assertThat(stage.count("SELECT COUNT(*) FROM outbox WHERE messages LIKE '%\"c-1\"%'"))
                .isOne();

        proxy.cut();

        GetResponse again = stage.wire().take(TAP);
        assertThat(again.getProps().getMessageId()).isEqualTo("c-1");
        assertThat(again.getBody()).isEqualTo(published.getBody());
        stage.awaitEmptyOutbox();
        assertThat(stage.wire().takeUntil(Wire.REPLIES, replies -> replies.size() >= 2))
                .allMatch(reply -> reply.getProps().getMessageId().equals("c-1:reply"));
        assertThat(stage.effectsOf("c-1")).isOne();
    }

    @Test
    void whatIsCommittedWhileTheBrokerIsAwayIsSentWhenItIsBack() {
        var service = stage.start("saga.broker.uri=" + proxy.uri(), AT_ONCE_OR_NEVER);
        proxy.refuse();
        await().until(() -> !service.getBean(MessagingRuntime.class).isConnected());
        send(service, "c-1");

        proxy.heal();

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-1");
        stage.awaitEmptyOutbox();
    }

    @Test
    void whatAServiceCouldNotSendBeforeItsEndIsSentByAnotherAtOnce() {
        var service = stage.start("saga.broker.uri=" + proxy.uri(), AT_ONCE_OR_NEVER);
        proxy.refuse();
        await().until(() -> !service.getBean(MessagingRuntime.class).isConnected());
        send(service, "c-1");
        service.close();

        stage.start(AT_ONCE_OR_NEVER);

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-1");
        stage.awaitEmptyOutbox();
    }

    @Test
    void aServiceStartsWithoutItsBrokerAndFindsItLater() throws Exception {
        proxy.refuse();
        var service = stage.startUnconnected(StageService.class, "saga.broker.uri=" + proxy.uri());
        assertThat(service.getBean(MessagingRuntime.class).isConnected()).isFalse();

        proxy.heal();

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        stage.wire().take(Wire.REPLIES);
    }

    @Test
    void connectionsThatTheBrokerClosesComeBackOverAndOver() throws Exception {
        var service = stage.start();
        for (String id : List.of("c-1", "c-2", "c-3")) {
            closeConnectionsOfServices();
            Connected.await(service);
            stage.wire().verify(id, 7);
            stage.wire()
                    .takeUntil(
                            Wire.REPLIES,
                            found ->
                                    found.stream()
                                            .anyMatch(
                                                    reply ->
                                                            id.equals(
                                                                    reply.getProps()
                                                                            .getCorrelationId())));
        }
        stage.awaitEmptyOutbox();
    }

    @Test
    void aQueueDeletedUnderItsConsumerIsDeclaredAgain() throws Exception {
        var service = stage.start();
        stage.wire().channel().queueDelete(Wire.COMMANDS);

        await().atMost(Wire.LONG).until(() -> consumersOf(Wire.COMMANDS) == 1);

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-1");
    }

    /** A queue that is not there closes the channel that asks, so each look has its own. */
    private long consumersOf(String queue) throws Exception {
        try (var channel = stage.wire().channel().getConnection().createChannel()) {
            return channel.queueDeclarePassive(queue).getConsumerCount();
        } catch (IOException _) {
            return -1;
        }
    }

    private static void send(ApplicationContext service, String commandId) {
        VerifyUser command = new VerifyUser(Wire.ORDER, 7);
        service.getBean(Transactions.class)
                .run(
                        service.getBean(Outbox.class)
                                .send(
                                        Outgoing.command(
                                                Target.ORDER_CREATION,
                                                Wire.TX,
                                                commandId,
                                                command)))
                .block(Wire.LONG);
    }

    private void closeConnectionsOfServices() {
        List<String> names =
                await().atMost(Wire.LONG)
                        .until(this::connectionsOfServices, found -> found.size() == 2);
        names.forEach(
                name ->
                        TestServers.get()
                                .manage(
                                        "DELETE",
                                        "/api/connections/"
                                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                                        .replace("+", "%20"),
                                        ""));
        await().atMost(Wire.LONG)
                .until(() -> connectionsOfServices().stream().noneMatch(names::contains));
    }

    private List<String> connectionsOfServices() {
        JsonNode connections =
                JsonMapper.shared()
                        .readTree(
                                TestServers.get()
                                        .manage(
                                                "GET",
                                                "/api/vhosts/"
                                                        + stage.virtualHost()
                                                        + "/connections",
                                                ""));
        List<String> names = new ArrayList<>();
        for (JsonNode connection : connections) {
            String given =
                    connection.path("client_properties").path("connection_name").asString("");
            if (given.startsWith("stage")) {
                names.add(connection.path("name").asString());
            }
        }
        return names;
    }
}
