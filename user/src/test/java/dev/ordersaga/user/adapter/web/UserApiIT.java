package dev.ordersaga.user.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.RunningUserService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class UserApiIT extends RunningUserService {

    private static final String INVALID = "invalid-request";
    private static final String UNREADABLE = "unreadable-request";

    private final long kim = Ids.number();

    private static String operator = "";

    @Value("${local.server.port}")
    private int port;

    private WebTestClient client;

    @BeforeEach
    void connect() {
        client = client("");
        if (operator.isEmpty()) {
            operator = token("operator", OPERATOR_PASSWORD);
        }
        client = client(operator);
    }

    @Test
    void aServiceHasNoFailpointsUnlessTheyAreEnabled() {
        get("/actuator/health").expectStatus().isOk();
        get("/actuator/failpoints").expectStatus().isNotFound();
    }

    @Test
    void aUserIsCreatedUnderTheIdThatWasAskedFor() {
        create("{\"userId\":%d,\"name\":\"Kim\"}".formatted(kim))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/users/" + kim)
                .expectBody()
                .json("{\"userId\":%d,\"name\":\"Kim\",\"status\":\"NORMAL\"}".formatted(kim));
        get("/users/" + kim)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"userId\":%d,\"name\":\"Kim\",\"status\":\"NORMAL\"}".formatted(kim));
    }

    @Test
    void aUserWithoutIdIsGivenOne() {
        create("{\"name\":\"Kim\",\"currency\":\"JPY\"}")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .value("Location", location -> assertThat(location).matches("/users/\\d+"))
                .expectBody()
                .jsonPath("$.userId")
                .value(Long.class, userId -> assertThat(userId).isPositive());
    }

    @Test
    void anIdThatIsTakenIsAConflict() {
        createKim();

        problem(create("{\"userId\":%d,\"name\":\"Lee\"}".formatted(kim)), 409, "user-exists");
        get("/users/" + kim).expectBody().jsonPath("$.name").isEqualTo("Kim");
    }

    @Test
    void theStatusIsChangedAndChangedBack() {
        createKim();

        for (String status : new String[] {"ABNORMAL", "NORMAL"}) {
            put("/users/" + kim + "/status", "{\"status\":\"%s\"}".formatted(status))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(status);
            get("/users/" + kim).expectBody().jsonPath("$.status").isEqualTo(status);
        }
    }

    @Test
    void aNewUserHasNoPointsInTheDefaultCurrency() {
        createKim();

        get("/users/" + kim + "/points")
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"userId\":%d,\"currency\":\"KRW\",\"balance\":0,\"entries\":[]}"
                                .formatted(kim));
    }

    @Test
    void aCreditIsGivenOncePerReference() {
        createKim();

        for (int time = 0; time < 2; time++) {
            credit("{\"amount\":1000,\"reference\":\"welcome\"}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json("{\"userId\":%d,\"currency\":\"KRW\",\"balance\":1000}".formatted(kim));
        }
        credit("{\"amount\":500,\"reference\":\"top up 2\"}")
                .expectBody()
                .jsonPath("$.balance")
                .isEqualTo(1500);
        get("/users/" + kim + "/points")
                .expectBody()
                .jsonPath("$.balance")
                .isEqualTo(1500)
                .jsonPath("$.entries.length()")
                .isEqualTo(2)
                .jsonPath("$.entries[0].reference")
                .isEqualTo("top up 2")
                .jsonPath("$.entries[0].amount")
                .isEqualTo(500)
                .jsonPath("$.entries[0].at")
                .value(String.class, at -> assertThat(Instant.parse(at)).isNotNull())
                .jsonPath("$.entries[0].kind")
                .isEqualTo("CREDIT");
    }

    @Test
    void aReferenceWithAnotherAmountIsAConflict() {
        createKim();
        credit("{\"amount\":1000,\"reference\":\"welcome\"}").expectStatus().isOk();

        problem(credit("{\"amount\":1001,\"reference\":\"welcome\"}"), 409, "reference-taken");
        get("/users/" + kim + "/points").expectBody().jsonPath("$.balance").isEqualTo(1000);
    }

    @Test
    void nobodyIsNotFound() {
        problem(get("/users/" + kim), 404, "not-found");
        problem(get("/users/" + kim + "/points"), 404, "not-found");
        problem(put("/users/" + kim + "/status", "{\"status\":\"NORMAL\"}"), 404, "not-found");
        problem(credit("{\"amount\":1,\"reference\":\"welcome\"}"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name     | {\"userId\":7}",
                "name     | {\"name\":null}",
                "name     | {\"name\":\"  \"}",
                "userId   | {\"userId\":0,\"name\":\"Kim\"}",
                "userId   | {\"userId\":9007199254740992,\"name\":\"Kim\"}",
                "currency | {\"name\":\"Kim\",\"currency\":\"krw\"}",
            })
    void aUserThatIsNotValidIsRefusedByField(String field, String body) {
        problem(create(body), 400, INVALID).jsonPath("$.errors[*].field").isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":1.5,\"name\":\"Kim\"}",
                "{\"userId\":\"x\",\"name\":\"Kim\"}",
                "{\"userId\":99999999999999999999,\"name\":\"Kim\"}",
                "{\"name\":\"Kim\",\"balance\":1000}",
                "{\"name\":\"Kim\"",
                "[]",
                "null",
                "",
            })
    void aUserThatCannotBeReadIsRefused(String body) {
        problem(create(body), 400, UNREADABLE);
    }

    @Test
    void aNameMayHave100LettersAndNoMore() {
        create("{\"name\":\"%s\"}".formatted("김".repeat(100))).expectStatus().isCreated();
        problem(create("{\"name\":\"%s\"}".formatted("김".repeat(101))), 400, INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount    | {\"reference\":\"welcome\"}",
                "amount    | {\"amount\":0,\"reference\":\"welcome\"}",
                "amount    | {\"amount\":-5,\"reference\":\"welcome\"}",
                "amount    | {\"amount\":1000000000001,\"reference\":\"welcome\"}",
                "reference | {\"amount\":1000}",
                "reference | {\"amount\":1000,\"reference\":\"\"}",
                "reference | {\"amount\":1000,\"reference\":\"welcome \"}",
            })
    void aCreditThatIsNotValidIsRefusedByField(String field, String body) {
        createKim();

        problem(credit(body), 400, INVALID).jsonPath("$.errors[*].field").isEqualTo(field);
        get("/users/" + kim + "/points").expectBody().jsonPath("$.balance").isEqualTo(0);
    }

    @Test
    void aCreditInACurrencyOfTheCallersChoiceIsRefused() {
        createKim();

        problem(
                credit("{\"amount\":1000,\"reference\":\"welcome\",\"currency\":\"KRW\"}"),
                400,
                UNREADABLE);
    }

    @Test
    void aStatusThatDoesNotExistIsRefused() {
        createKim();

        problem(put("/users/" + kim + "/status", "{\"status\":\"GOOD\"}"), 400, UNREADABLE);
        problem(put("/users/" + kim + "/status", "{}"), 400, INVALID)
                .jsonPath("$.errors[*].field")
                .isEqualTo("status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740992"})
    void anIdThatCannotBeIsRefused(String userId) {
        problem(get("/users/" + userId), 400, INVALID)
                .jsonPath("$.errors[*].field")
                .isEqualTo("userId");
    }

    @Test
    void anIdThatIsNoNumberIsRefused() {
        problem(get("/users/kim"), 400, UNREADABLE);
    }

    @Test
    void whatTheApiDoesNotHaveIsAProblemToo() {
        problem(get("/nothing"), 404, "not-found");
        problem(client.delete().uri("/users/1").exchange(), 405, "method-not-allowed");
        problem(
                client.post()
                        .uri("/users")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("Kim")
                        .exchange(),
                415,
                "unsupported-media-type");
    }

    @Test
    void aCustomerSeesWhatIsItsOwnAndNothingElse() {
        String login = "kim-" + kim;
        client = client("");
        long userId =
                create(
                                "{\"name\":\"Kim\",\"login\":\"%s\",\"password\":\"open sesame\"}"
                                        .formatted(login))
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody()
                        .get("userId")
                        .longValue();
        client = client(operator);
        createKim();

        client = client(token(login, "open sesame"));
        get("/users/me")
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        "{\"subject\":\"%d\",\"roles\":[\"CUSTOMER\"],\"name\":\"Kim\",\"status\":\"NORMAL\"}"
                                .formatted(userId));
        get("/users/me/points").expectBody().jsonPath("$.userId").isEqualTo(userId);
        get("/users/" + userId).expectStatus().isOk();
        get("/users/" + userId + "/points").expectStatus().isOk();
        problem(get("/users/" + kim), 404, "not-found");
        problem(get("/users/" + kim + "/points"), 404, "not-found");
        problem(credit("{\"amount\":1,\"reference\":\"gift\"}"), 403, "forbidden");
        problem(put("/users/" + userId + "/status", "{\"status\":\"NORMAL\"}"), 403, "forbidden");
        problem(put("/users/" + userId + "/roles", "{\"roles\":[\"OPERATOR\"]}"), 403, "forbidden");
    }

    @Test
    void pointsAreShownPageByPageTheNewestFirst() {
        createKim();
        for (int number = 1; number <= 5; number++) {
            credit("{\"amount\":%d,\"reference\":\"gift %d\"}".formatted(number, number));
        }
        String path = "/users/" + kim + "/points";

        JsonNode first = page(path + "?limit=2");
        JsonNode second = page(path + "?limit=2&cursor=" + first.get("nextCursor").stringValue());
        JsonNode third = page(path + "?limit=2&cursor=" + second.get("nextCursor").stringValue());

        assertThat(references(first)).containsExactly("gift 5", "gift 4");
        assertThat(references(second)).containsExactly("gift 3", "gift 2");
        assertThat(references(third)).containsExactly("gift 1");
        assertThat(third.get("nextCursor").isNull()).isTrue();
        assertThat(second.get("balance").longValue()).isEqualTo(15);
        assertThat(page(path).get("nextCursor").isNull()).isTrue();
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        createKim();
        for (String page :
                List.of("limit=0", "limit=101", "cursor=1", "cursor=", "cursor=1_x", "limit=x")) {
            get("/users/" + kim + "/points?" + page).expectStatus().isBadRequest();
        }
    }

    private JsonNode page(String path) {
        return get(path)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static List<String> references(JsonNode page) {
        return page.get("entries")
                .valueStream()
                .map(entry -> entry.get("reference").stringValue())
                .toList();
    }

    @Test
    void anOperatorIsNoCustomer() {
        get("/users/me")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roles[0]")
                .isEqualTo("OPERATOR")
                .jsonPath("$.name")
                .isEmpty();
        problem(get("/users/me/points"), 404, "not-found");
    }

    @Test
    void anOperatorMakesSomebodyKitchenStaff() {
        String account = ",\"login\":\"cook-%d\",\"password\":\"open sesame\"}".formatted(kim);
        create("{\"userId\":%d,\"name\":\"Cook\"".formatted(kim) + account)
                .expectStatus()
                .isCreated();

        put("/users/" + kim + "/roles", "{\"roles\":[\"CUSTOMER\",\"KITCHEN\"]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"roles\":[\"CUSTOMER\",\"KITCHEN\"]}");
        client = client(token("cook-" + kim, "open sesame"));
        get("/users/me").expectBody().jsonPath("$.roles.length()").isEqualTo(2);
    }

    @Test
    void rolesOfNobodyAreNotFoundAndNoRoleIsNotValid() {
        problem(put("/users/" + kim + "/roles", "{\"roles\":[\"KITCHEN\"]}"), 404, "not-found");
        problem(put("/users/" + kim + "/roles", "{\"roles\":[]}"), 400, INVALID);
        problem(put("/users/" + kim + "/roles", "{\"roles\":[\"KING\"]}"), 400, UNREADABLE);
    }

    @Test
    void whoIsNobodyMayOnlySignUp() {
        client = client("");

        problem(create("{\"name\":\"Kim\"}"), 400, INVALID);
        String account = ",\"login\":\"kim-%d\",\"password\":\"open sesame\"}".formatted(kim);
        problem(
                create("{\"userId\":%d,\"name\":\"Kim\"".formatted(kim) + account),
                403,
                "forbidden");
        problem(create("{\"role\":\"OPERATOR\",\"name\":\"Kim\"" + account), 400, UNREADABLE);
        problem(get("/users/me"), 401, "unauthorized");
    }

    private WebTestClient client(String token) {
        WebTestClient.Builder builder =
                WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + port)
                        .responseTimeout(Duration.ofSeconds(30));
        return token.isEmpty()
                ? builder.build()
                : builder.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
    }

    private String token(String login, String password) {
        return post("/tokens", "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password))
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("accessToken")
                .stringValue();
    }

    private void createKim() {
        create("{\"userId\":%d,\"name\":\"Kim\"}".formatted(kim)).expectStatus().isCreated();
    }

    private ResponseSpec create(String body) {
        return post("/users", body);
    }

    private ResponseSpec credit(String body) {
        return post("/users/" + kim + "/points", body);
    }

    private ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    private ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec put(String path, String body) {
        return client.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.BodyContentSpec problem(
            ResponseSpec answer, int status, String name) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:" + name)
                .jsonPath("$.status")
                .isEqualTo(status);
    }
}
