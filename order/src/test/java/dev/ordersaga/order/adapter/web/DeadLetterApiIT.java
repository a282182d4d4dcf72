package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.rabbit.ConfirmedPublisher;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of dead letters, and does with them, in each state of their saga. */
class DeadLetterApiIT extends RunningOrderService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final WorkQueue REPLIES = WorkQueue.ORDER_REPLIES;
    private static final WorkQueue COMMANDS = WorkQueue.USER_COMMANDS;

    @Autowired private WebTestClient web;
    @Autowired private PlaceOrder placeOrder;
    @Autowired private Timeline timeline;
    @Autowired private ConfirmedPublisher publisher;

    private static final Map<String, Object> ARGUMENTS =
            Map.of("x-queue-type", "quorum", "x-delivery-limit", Integer.MAX_VALUE);

    private final MessageCodec codec = new MessageCodec();
    private Connection connection;
    private Channel channel;
    private Order placed;
    private String verify;

    @BeforeEach
    void placeAnOrder() throws Exception {
        web =
                web.mutate()
                        .defaultHeader(
                                HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(9, "OPERATOR"))
                        .build();
        Awaitility.await("a connected publisher").until(publisher::isReady);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestServers.get().brokerUri(VIRTUAL_HOST));
        factory.setUsername(TestServers.get().brokerUser());
        factory.setPassword(TestServers.get().brokerPassword());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        for (String queue : List.of(REPLIES.deadLetterQueue(), COMMANDS.deadLetterQueue())) {
            channel.queueDeclare(queue, true, false, false, ARGUMENTS);
            channel.queuePurge(queue);
        }
        placed =
                Objects.requireNonNull(
                        placeOrder.handle(1, List.of(OrderItem.unpriced(123, 4))).block(PATIENCE));
        verify = placed.txId() + ":user.verify:action";
    }

    @AfterEach
    void hangUp() throws Exception {
        connection.close();
    }

    @Test
    void anAwaitedReplyTakesEffectOnceItIsReplayed() throws Exception {
        die(REPLIES, verify + ":reply", verify, verified());

        JsonNode letter = list("order.replies").at("/deadLetters/0");
        assertThat(letter.at("/verdict").asString()).isEqualTo("TAKES_EFFECT");
        assertThat(letter.at("/eventType").asString()).isEqualTo("UserVerified");
        assertThat(letter.at("/txId").asString()).isEqualTo(placed.txId().toString());
        assertThat(letter.at("/reason").asString()).isEqualTo("a test");
        assertThat(letter.at("/attempts").asInt()).isEqualTo(4);

        JsonNode replay = replay("{\"messageIds\":[\"%s:reply\"],\"reason\":\"it is healed\"}");

        assertThat(replay.at("/replayed").asInt()).isOne();
        assertThat(replay.at("/results/0/outcome").asString()).isEqualTo("REPLAYED");
        assertThat(replay.at("/results/0/verdict").asString()).isEqualTo("TAKES_EFFECT");
        awaitOutcome("CreateTicket");
        assertThat(entries())
                .filteredOn(entry -> entry.outcome().equals("REPLAYED"))
                .singleElement()
                .extracting(TimelineEntry::step, TimelineEntry::reason)
                .containsExactly("user.verify", "it is healed");
        assertThat(list("order.replies").at("/deadLetters").size()).isZero();
    }

    @Test
    void whatWasHeardAlreadyIsADuplicateAndChangesNothing() throws Exception {
        die(REPLIES, verify + ":reply", verify, verified());
        replay("{\"messageIds\":[\"%s:reply\"],\"reason\":\"once\"}");
        awaitOutcome("CreateTicket");
        die(REPLIES, verify + ":reply", verify, verified());
        die(COMMANDS, verify, verify, new VerifyUser(placed.orderId(), 1));

        assertThat(list("order.replies").at("/deadLetters/0/verdict").asString())
                .isEqualTo("DUPLICATE");
        assertThat(list("user.commands").at("/deadLetters/0/verdict").asString())
                .isEqualTo("DUPLICATE");

        replay("{\"queue\":\"order.replies\",\"verdict\":\"DUPLICATE\",\"reason\":\"again\"}");

        awaitOutcome("UserVerified", "duplicate");
        assertThat(entries())
                .filteredOn(entry -> entry.outcome().equals("CreateTicket"))
                .hasSize(1);
    }

    @Test
    void whatNobodyAwaitsAnyMoreIsLate() throws Exception {
        String approve = placed.txId() + ":kitchen.ticket.approve:action";
        die(REPLIES, approve + ":reply", approve, verified());

        assertThat(list("order.replies").at("/deadLetters/0/verdict").asString()).isEqualTo("LATE");
    }

    @Test
    void aLetterStaysWhoseWorkQueueIsNotThere() throws Exception {
        channel.queueDelete("user.commands");
        die(COMMANDS, verify, verify, new VerifyUser(placed.orderId(), 1));

        JsonNode replay = replay("{\"eventType\":\"VerifyUser\",\"reason\":\"too early\"}");

        assertThat(replay.at("/replayed").asInt()).isZero();
        assertThat(replay.at("/results/0/outcome").asString()).isEqualTo("NO_WORK_QUEUE");
        assertThat(list("user.commands").at("/deadLetters").size()).isOne();
        assertThat(entries())
                .extracting(TimelineEntry::outcome)
                .endsWith("REPLAYED", "REPLAY_FAILED");
    }

    @Test
    void whatCannotBeReadOrHasNoSagaStays() throws Exception {
        publish(REPLIES, "odd", "odd", new byte[] {'x'});
        UUID nobody = UUID.randomUUID();
        publish(
                REPLIES,
                "stray",
                nobody + ":user.verify:action",
                codec.write(new TargetEventMessage(Target.ORDER_CREATION, nobody, verified())));

        JsonNode replay = replay("{\"reasonContains\":\"A TEST\",\"reason\":\"who knows\"}");

        assertThat(replay.at("/replayed").asInt()).isZero();
        assertThat(replay.at("/results").valueStream())
                .extracting(each -> each.at("/outcome").asString())
                .containsExactly("REFUSED", "REFUSED");
        assertThat(list("order.replies").at("/deadLetters").valueStream())
                .extracting(each -> each.at("/verdict").asString())
                .containsExactlyInAnyOrder("UNREADABLE", "LATE");
    }

    @Test
    void anIdThatIsNotThereIsGoneAndOthersStay() throws Exception {
        die(REPLIES, verify + ":reply", verify, verified());

        JsonNode replay = replay("{\"messageIds\":[\"nothing\"],\"reason\":\"a slip\"}");

        assertThat(replay.at("/results/0/outcome").asString()).isEqualTo("GONE");
        assertThat(list("order.replies").at("/deadLetters").size()).isOne();
    }

    @Test
    void aPageTellsWhetherThereAreMore() throws Exception {
        die(REPLIES, "one", verify, verified());
        die(REPLIES, "two", verify, verified());

        assertThat(get("/dead-letters?limit=1").at("/more").asBoolean()).isTrue();
        assertThat(get("/dead-letters?limit=1").at("/deadLetters").size()).isOne();
        assertThat(get("/dead-letters?limit=2").at("/more").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messageIds\":[\"a\"]}",
                "{\"messageIds\":[\"a\"],\"reason\":\" \"}",
                "{\"messageIds\":[],\"reason\":\"x\"}",
                "{\"reason\":\"x\"}",
                "{\"queue\":\"no.queue\",\"reason\":\"x\"}",
                "{\"queue\":\"order.replies\",\"limit\":1001,\"reason\":\"x\"}",
            })
    void aReplayWithoutALimitASelectionOrAReasonIsRefused(String body) {
        web.post()
                .uri("/dead-letters/replay")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "queue=nothing"})
    void aListThatCannotBeIsRefused(String query) {
        web.get().uri("/dead-letters?" + query).exchange().expectStatus().isBadRequest();
    }

    private static Message verified() {
        return new UserVerified(1, "Kim");
    }

    private void die(WorkQueue queue, String messageId, String correlationId, Message message)
            throws Exception {
        publish(
                queue,
                messageId,
                correlationId,
                codec.write(new TargetEventMessage(Target.ORDER_CREATION, placed.txId(), message)));
    }

    private void publish(WorkQueue queue, String messageId, String correlationId, byte[] body)
            throws Exception {
        channel.basicPublish(
                "",
                queue.deadLetterQueue(),
                new AMQP.BasicProperties.Builder()
                        .messageId(messageId)
                        .correlationId(correlationId)
                        .headers(
                                Map.of(
                                        "x-reason",
                                        "a test",
                                        "x-attempt",
                                        4,
                                        "x-routing-key",
                                        "order.user.verify"))
                        .build(),
                body);
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
    }

    private JsonNode list(String queue) {
        return get("/dead-letters?queue=" + queue);
    }

    private JsonNode get(String path) {
        return json(web.get().uri(path).exchange());
    }

    /** Each {@code %s} is the id of the order's first command. */
    private JsonNode replay(String body) {
        return json(
                web.post()
                        .uri("/dead-letters/replay")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body.replace("%s", verify))
                        .exchange());
    }

    private static JsonNode json(WebTestClient.ResponseSpec response) {
        return JsonMapper.shared()
                .readTree(
                        response.expectStatus()
                                .isOk()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());
    }

    private void awaitOutcome(String outcome) {
        Awaitility.await(outcome)
                .atMost(PATIENCE)
                .until(() -> entries().stream().anyMatch(e -> e.outcome().equals(outcome)));
    }

    private void awaitOutcome(String outcome, String reason) {
        Awaitility.await(outcome + " " + reason)
                .atMost(PATIENCE)
                .until(
                        () ->
                                entries().stream()
                                        .anyMatch(
                                                e ->
                                                        e.outcome().equals(outcome)
                                                                && reason.equals(e.reason())));
    }

    private List<TimelineEntry> entries() {
        return timeline.of(placed.txId()).collectList().block(PATIENCE);
    }
}
