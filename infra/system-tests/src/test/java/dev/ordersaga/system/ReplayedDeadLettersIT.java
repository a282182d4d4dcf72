package dev.ordersaga.system;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.system.Customers.Wish;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Something breaks, messages die, it is healed, and an operator replays them. */
class ReplayedDeadLettersIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PRICE = 1_000;

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @AfterEach
    void platformIsHealed() {
        SYSTEM.platformAnswers();
    }

    @Test
    void whatTheDataPlatformMissedIsToldOnceItIsHealed() {
        SYSTEM.product(7001, PRICE, 100, true);
        SYSTEM.platformIsDown();
        String orderId = customers.place(new Wish(SYSTEM.user(10_000), 7001, 1));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        JsonNode letter = awaitLetter("payment.data-platform", "PaymentCompleted", orderId);
        assertThat(letter.at("/verdict").asString()).isEqualTo("TAKES_EFFECT");

        SYSTEM.platformAnswers();
        JsonNode replay = replay("payment.data-platform", letter, "the platform is back");

        assertThat(replay.at("/replayed").asInt()).isOne();
        Awaitility.await("the platform is told")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(orderId)).isOne());
        assertThat(timelineOf(orderId)).contains("REPLAYED the platform is back");
        assertWhole();
    }

    @Test
    void aCommandThatCameTooLateChangesNothingWhenItIsReplayed() {
        long userId = SYSTEM.user(10_000);
        SYSTEM.product(7002, PRICE, 100, true);
        SYSTEM.change("kitchen", "RENAME TABLE ticket TO ticket_away");
        String orderId;
        JsonNode letter;
        try {
            orderId = customers.place(new Wish(userId, 7002, 1));
            letter = awaitLetter("kitchen.commands", "CreateTicket", orderId);
        } finally {
            SYSTEM.change("kitchen", "RENAME TABLE ticket_away TO ticket");
        }
        assertThat(letter.at("/reason").asString()).startsWith("gave up after 3 attempts");
        assertThat(customers.outcome(orderId)).isEqualTo("STEP_FAILED");
        JsonNode late = awaitLetter("kitchen.commands", "CreateTicket", orderId);
        assertThat(late.at("/verdict").asString()).isEqualTo("LATE");

        JsonNode replay = replay("kitchen.commands", letter, "let us see");

        assertThat(replay.at("/results/0/verdict").asString()).isEqualTo("LATE");
        Awaitility.await("the late answer is ignored")
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(timelineOf(orderId))
                                        .contains("TicketRefused not awaited"));
        assertThat(customers.outcome(orderId)).isEqualTo("STEP_FAILED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(10_000);
        replayAll("kitchen.commands");
        assertWhole();
    }

    private void assertWhole() {
        quiet.await();
        quiet.assertLedgerIsBalanced();
        assertThat(
                        Audit.of(SYSTEM.env(), Duration.ofMinutes(1))
                                .run(Duration.ofSeconds(60))
                                .stream()
                                .filter(finding -> !finding.holds())
                                .map(Finding::invariant))
                .isEmpty();
    }

    private static JsonNode awaitLetter(String queue, String type, String orderId) {
        String txId = SYSTEM.api("order").get("/orders/" + orderId).at("/txId").asString();
        return Awaitility.await(type + " is dead")
                .atMost(PATIENCE)
                .until(
                        () ->
                                letters(queue).stream()
                                        .filter(each -> each.at("/txId").asString().equals(txId))
                                        .filter(
                                                each ->
                                                        each.at("/eventType")
                                                                .asString()
                                                                .equals(type))
                                        .findFirst()
                                        .orElse(null),
                        found -> found != null);
    }

    private static List<JsonNode> letters(String queue) {
        JsonNode page = SYSTEM.api("order").get("/dead-letters?limit=1000&queue=" + queue);
        return StreamSupport.stream(page.at("/deadLetters").spliterator(), false).toList();
    }

    private static JsonNode replay(String queue, JsonNode letter, String reason) {
        return SYSTEM.api("order")
                .post(
                        "/dead-letters/replay",
                        "{\"queue\":\"%s\",\"messageIds\":[\"%s\"],\"reason\":\"%s\"}"
                                .formatted(queue, letter.at("/messageId").asString(), reason));
    }

    private static void replayAll(String queue) {
        SYSTEM.api("order")
                .post(
                        "/dead-letters/replay",
                        "{\"queue\":\"%s\",\"reason\":\"to the end\"}".formatted(queue));
    }

    private static List<String> timelineOf(String orderId) {
        JsonNode timeline = SYSTEM.api("order").get("/orders/" + orderId + "/saga").at("/timeline");
        return StreamSupport.stream(timeline.spliterator(), false)
                .map(
                        entry ->
                                entry.at("/outcome").asString()
                                        + " "
                                        + entry.at("/reason").asString(""))
                .toList();
    }

    private static int told(String orderId) {
        return SYSTEM.platform()
                .findAll(postRequestedFor(anyUrl()).withRequestBody(containing(orderId)))
                .size();
    }
}
