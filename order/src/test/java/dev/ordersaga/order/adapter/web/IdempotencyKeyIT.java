package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.ForgetAnswers;
import dev.ordersaga.order.application.KeptAnswers;
import dev.ordersaga.web.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class IdempotencyKeyIT extends RunningOrderService {

    private static final String BODY = "{\"productItems\":[{\"productId\":1,\"amount\":1}]}";
    private static final String SAME = "{ \"productItems\" : [{\"amount\":1, \"productId\":1}] }";
    private static final String OTHER = "{\"productItems\":[{\"productId\":1,\"amount\":2}]}";

    private final long user = Ids.number();
    private final String key = UUID.randomUUID().toString();
    @Autowired private WebTestClient web;
    @Autowired private KeptAnswers answers;

    @Test
    void theFirstAnswerIsGivenAgainToTheByte() {
        Answer first = post(user, key, BODY);
        assertThat(first.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(first.header(HttpHeaders.LOCATION)).startsWith("/orders/");
        assertThat(first.header(HttpHeaders.RETRY_AFTER)).isEqualTo("1");

        for (String again : List.of(BODY, SAME)) {
            Answer replay = post(user, key, again);
            assertThat(replay.status()).isEqualTo(HttpStatus.ACCEPTED);
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
            for (String header :
                    List.of(
                            HttpHeaders.LOCATION,
                            HttpHeaders.RETRY_AFTER,
                            HttpHeaders.CONTENT_TYPE,
                            HttpHeaders.CONTENT_LENGTH)) {
                assertThat(replay.header(header)).isEqualTo(first.header(header));
            }
        }
        assertThat(ordersOf(user)).isOne();
    }

    @Test
    void aKeyInQuotesIsTheSameKey() {
        Answer first = post(user, key, BODY);
        assertThat(post(user, "\"" + key + "\"", BODY).body()).isEqualTo(first.body());
    }

    @Test
    void anEndedOrderIsReplayedAsItWasAccepted() {
        Answer first = post(user, key, BODY);
        as(user).post()
                .uri(first.header(HttpHeaders.LOCATION) + "/cancellation")
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CANCELLED");

        assertThat(post(user, key, BODY).body()).isEqualTo(first.body()).contains("PENDING");
    }

    @Test
    void anotherOrderUnderTheSameKeyIsRefused() {
        post(user, key, BODY);
        Answer other = post(user, key, OTHER);
        assertThat(other.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(other.body()).contains("urn:order-saga:problem:idempotency-key-reused");
        assertThat(ordersOf(user)).isOne();
    }

    @Test
    void anotherUsersKeyIsAnotherKey() {
        long other = Ids.number();
        Answer first = post(user, key, BODY);
        Answer second = post(other, key, BODY);
        assertThat(second.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(ordersOf(other)).isOne();
    }

    @Test
    void whatIsRefusedDoesNotUseTheKeyUp() {
        assertThat(post(user, key, "{}").status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(post(user, key, BODY).status()).isEqualTo(HttpStatus.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "käse", "a\tb"})
    void aKeyThatIsNotValidIsRefused(String bad) {
        Answer answer = post(user, bad, BODY);
        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.body())
                .contains("urn:order-saga:problem:invalid-request")
                .contains("Idempotency-Key");
        assertThat(ordersOf(user)).isZero();
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        assertThat(post(user, "k".repeat(255), BODY).status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(post(user, "k".repeat(256), BODY).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void twoKeysAreNone() {
        as(user).post()
                .uri("/orders")
                .header("Idempotency-Key", "a", "b")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void blanksCount() {
        Answer first = post(user, "\"k\"", BODY);
        assertThat(post(user, "\"k \"", BODY).body()).isNotEqualTo(first.body());
    }

    @Test
    void twoHundredAtOnceMakeOneOrder() throws Exception {
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 200; number++) {
                asked.add(clients.submit(() -> post(user, key, BODY)));
            }
        }
        List<String> accepted = new ArrayList<>();
        for (Future<Answer> one : asked) {
            Answer answer = one.get();
            if (answer.status() == HttpStatus.ACCEPTED) {
                accepted.add(answer.body());
            } else {
                assertThat(answer.status()).isEqualTo(HttpStatus.CONFLICT);
                assertThat(answer.body()).contains("idempotency-key-in-progress");
                assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
            }
        }
        assertThat(ordersOf(user)).isOne();
        assertThat(accepted).isNotEmpty().containsOnly(post(user, key, BODY).body());
    }

    @Test
    void whoeverIsAboutToUseTheKeyIsNotWaitedForAndMayStillFail() throws SQLException {
        try (Connection another = TestServers.get().jdbc(SCHEMA);
                Statement statement = another.createStatement()) {
            another.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO kept_answer VALUES (%d, '%s', '', '', 202, '{}', '', UTC_TIMESTAMP())"
                            .formatted(user, key));

            Answer answer = post(user, key, BODY);
            assertThat(answer.status()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(answer.body()).contains("idempotency-key-in-progress");
            assertThat(post(user, "another " + key, BODY).status()).isEqualTo(HttpStatus.ACCEPTED);

            another.rollback();
        }
        assertThat(post(user, key, BODY).status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(ordersOf(user)).isEqualTo(2);
    }

    @Test
    void whatWasKeptLongEnoughIsForgotten() {
        Answer first = post(user, key, BODY);
        assertThat(forget(Duration.ofHours(23))).isFalse();
        assertThat(post(user, key, BODY).body()).isEqualTo(first.body());

        forget(Duration.ofHours(25));

        assertThat(post(user, key, BODY).body()).isNotEqualTo(first.body());
        assertThat(ordersOf(user)).isEqualTo(2);
    }

    private boolean forget(Duration later) {
        return new ForgetAnswers(
                        answers,
                        Duration.ofHours(24),
                        Duration.ofMinutes(1),
                        Clock.offset(Clock.systemUTC(), later))
                .run()
                .block();
    }

    private record Answer(HttpStatus status, HttpHeaders headers, String body) {

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private Answer post(long userId, String idempotencyKey, String body) {
        EntityExchangeResult<byte[]> answer =
                as(userId)
                        .post()
                        .uri("/orders")
                        .header("Idempotency-Key", idempotencyKey)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectBody()
                        .returnResult();
        return new Answer(
                HttpStatus.valueOf(answer.getStatus().value()),
                answer.getResponseHeaders(),
                new String(answer.getResponseBody(), StandardCharsets.UTF_8));
    }

    private static long ordersOf(long userId) {
        return TestServers.get()
                .number(SCHEMA, "SELECT COUNT(*) FROM orders WHERE user_id = " + userId);
    }

    private WebTestClient as(long userId) {
        return web.mutate()
                .defaultHeaders(
                        headers ->
                                headers.set(
                                        HttpHeaders.AUTHORIZATION,
                                        TestIssuer.get().bearer(userId, "CUSTOMER")))
                .build();
    }
}
