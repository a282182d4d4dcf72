package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.CancelOrderSaga.Step;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of sagas, and does with one that waits. */
class SagaApiIT extends RunningOrderService {

    private static final Instant NEVER_LATE = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MANY = 9;
    private static final long DAY = 86_400;

    @Autowired private WebTestClient web;
    @Autowired private Sagas sagas;
    @Autowired private Transactions transactions;
    @Autowired private DatabaseClient db;

    @BeforeEach
    void signIn() {
        web =
                web.mutate()
                        .defaultHeader(
                                HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(9, "OPERATOR"))
                        .build();
    }

    @AfterEach
    void forgetThem() {
        for (String table : List.of("saga", "saga_timeline", "outbox")) {
            db.sql("DELETE FROM " + table).then().block();
        }
    }

    @Test
    void stuckSagasAreListedTheOldestFirstAndPageByPage() {
        List<UUID> stuck = new ArrayList<>();
        for (long daysAgo : new long[] {3, 5, 1, 4, 2}) {
            stuck.add(add(begun(daysAgo), Step.REFUND, MANY));
        }
        add(begun(6), Step.REFUND, 1);
        add(begun(6), Step.CANCELLED, MANY);
        List<String> oldestFirst = stuck.stream().sorted().map(UUID::toString).toList();

        JsonNode first = get("/sagas?state=COMPENSATION_STUCK&limit=2");
        JsonNode second = get(next("/sagas?state=COMPENSATION_STUCK&limit=2", first));
        JsonNode third = get(next("/sagas?state=COMPENSATION_STUCK&limit=2", second));

        assertThat(ids(first)).isEqualTo(oldestFirst.subList(0, 2));
        assertThat(ids(second)).isEqualTo(oldestFirst.subList(2, 4));
        assertThat(ids(third)).isEqualTo(oldestFirst.subList(4, 5));
        assertThat(third.path("nextCursor").isNull()).isTrue();
        assertThat(first.at("/sagas/0/phase").asString()).isEqualTo("COMPENSATION_STUCK");
        assertThat(first.at("/sagas/0/state").asString()).isEqualTo("REFUND");
        assertThat(first.at("/sagas/0/sends").asInt()).isEqualTo(MANY);
    }

    @Test
    void sagasAreFoundByTheirStateAndAge() {
        UUID running = add(begun(3), Step.CANCEL_TICKET, 1);
        UUID stuck = add(begun(2), Step.REFUND, MANY);
        UUID ended = add(begun(1), Step.REFUSED, 1);

        assertThat(ids(get("/sagas"))).containsExactly(text(running), text(stuck), text(ended));
        assertThat(ids(get("/sagas?state=RUNNING"))).containsExactly(text(running));
        assertThat(ids(get("/sagas?state=ENDED"))).containsExactly(text(ended));
        assertThat(ids(get("/sagas?state=REFUND"))).containsExactly(text(stuck));
        assertThat(ids(get("/sagas?state=REFUSED"))).containsExactly(text(ended));
        assertThat(ids(get("/sagas?olderThan=" + 2 * DAY)))
                .containsExactly(text(running), text(stuck));
        assertThat(ids(get("/sagas?state=RUNNING&olderThan=" + 4 * DAY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=DRUNK",
                "olderThan=-1",
                "olderThan=x",
                "limit=0",
                "limit=1001",
                "cursor=7"
            })
    void whatCannotBeAskedForIsRefused(String question) {
        ResponseSpec answer = web.get().uri("/sagas?" + question).exchange();

        assertThat(json(answer, HttpStatus.BAD_REQUEST).path("type").asString())
                .startsWith("urn:order-saga:problem:");
    }

    @Test
    void oneSagaIsShownWithWhatIsBeforeIt() {
        PlaceOrderSaga saga = PlaceOrderSaga.start(begun(1), Ids.timeOrdered(), 1, List.of());
        transactions
                .run(
                        sagas.add(
                                        new RunningSaga(
                                                saga, 0, NEVER_LATE, Instant.EPOCH, Instant.EPOCH))
                                .thenReturn(true))
                .block();

        JsonNode shown = get("/sagas/" + saga.txId());

        assertThat(shown.at("/saga/state").asString()).isEqualTo("VERIFY_USER");
        assertThat(shown.path("remaining").valueStream().map(step -> step.path("step").asString()))
                .containsExactly(
                        "user.verify",
                        "kitchen.ticket.create",
                        "payment.pay",
                        "kitchen.ticket.approve");
        assertThat(shown.at("/remaining/0/commandId").asString())
                .isEqualTo(saga.txId() + ":user.verify:action");
        assertThat(shown.at("/remaining/3/kind").asString()).isEqualTo("PIVOT");
    }

    @Test
    void aStuckSagaSendsItsCommandAgainAndItsTimelineTellsWhy() {
        UUID stuck = add(begun(1), Step.REFUND, MANY);

        JsonNode shown = json(retry(stuck, "{\"reason\":\"it is healed\"}"), HttpStatus.ACCEPTED);

        assertThat(shown.at("/timeline/0/outcome").asString()).isEqualTo("RETRIED");
        assertThat(shown.at("/timeline/0/reason").asString()).isEqualTo("it is healed");
        assertThat(shown.at("/timeline/0/by").asString()).isEqualTo("operator 9");
        assertThat(Instant.parse(shown.at("/timeline/0/at").asString())).isAfter(Instant.EPOCH);
        assertThat(shown.at("/timeline/1/direction").asString()).isEqualTo("SENT");
        assertThat(
                        db.sql("SELECT messages FROM outbox")
                                .map(row -> row.get(0, String.class))
                                .all()
                                .collectList()
                                .block())
                .singleElement()
                .asString()
                .contains("\"messageId\":\"" + stuck + ":payment.refund:action\"");
    }

    @Test
    void aSagaThatHasEndedIsNotRetried() {
        UUID ended = add(begun(1), Step.CANCELLED, 1);

        JsonNode problem = json(retry(ended, "{\"reason\":\"why not\"}"), HttpStatus.CONFLICT);

        assertThat(problem.path("type").asString()).isEqualTo("urn:order-saga:problem:saga-state");
        assertThat(get("/sagas/" + ended).path("timeline").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"  \"}", "{\"reason\":\"x\",\"force\":true}"})
    void aRetryWithoutAReasonOrWithMoreIsRefused(String body) {
        UUID stuck = add(begun(1), Step.REFUND, MANY);

        json(retry(stuck, body), HttpStatus.BAD_REQUEST);

        assertThat(get("/sagas/" + stuck).path("timeline").isEmpty()).isTrue();
    }

    @Test
    void thereMayBeNoSuchSaga() {
        UUID nobody = Ids.timeOrdered();
        json(web.get().uri("/sagas/" + nobody).exchange(), HttpStatus.NOT_FOUND);
        json(retry(nobody, "{\"reason\":\"why not\"}"), HttpStatus.NOT_FOUND);
    }

    private UUID add(UUID txId, Step step, int sends) {
        CancelOrderSaga saga = new CancelOrderSaga(txId, Ids.timeOrdered(), step, sends, null);
        Instant deadline = step.isEnd() ? null : NEVER_LATE;
        transactions
                .run(
                        sagas.add(new RunningSaga(saga, 0, deadline, Instant.EPOCH, Instant.EPOCH))
                                .thenReturn(true))
                .block();
        return txId;
    }

    /** An id as it was given so many days ago, and a second before. */
    private static UUID begun(long daysAgo) {
        UUID now = Ids.timeOrdered();
        long millis = (daysAgo * DAY + 1) * 1_000;
        return new UUID(
                now.getMostSignificantBits() - (millis << 16), now.getLeastSignificantBits());
    }

    private static String text(UUID id) {
        return id.toString();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("sagas").valueStream().map(saga -> saga.path("txId").asString()).toList();
    }

    private static String next(String path, JsonNode page) {
        return path + "&cursor=" + page.path("nextCursor").asString();
    }

    private ResponseSpec retry(UUID txId, String body) {
        return web.post()
                .uri("/sagas/" + txId + "/retry")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode get(String path) {
        return json(web.get().uri(path).exchange(), HttpStatus.OK);
    }

    private static JsonNode json(ResponseSpec response, HttpStatus expected) {
        return JsonMapper.shared()
                .readTree(
                        response.expectStatus()
                                .isEqualTo(expected)
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());
    }
}
