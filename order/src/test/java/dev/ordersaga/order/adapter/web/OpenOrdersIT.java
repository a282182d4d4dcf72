package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@TestPropertySource(properties = {"order.limits.open-orders=3", "order.limits.look-every=10ms"})
class OpenOrdersIT extends RunningOrderService {

    @Autowired private WebTestClient web;

    @Test
    void anotherOrderMustWaitUntilOneHasEnded() {
        String first = location(post(7, "first").expectStatus().isAccepted());
        post(7, "second").expectStatus().isAccepted();
        post(7, "third").expectStatus().isAccepted();

        post(7, "fourth")
                .expectStatus()
                .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:too-many-open-orders");
        assertThat(location(post(7, "first").expectStatus().isAccepted())).isEqualTo(first);
        post(8, "first").expectStatus().isAccepted();

        web.post()
                .uri(first + "/cancellation")
                .header(HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(7, "CUSTOMER"))
                .exchange()
                .expectStatus()
                .isAccepted();
        Awaitility.await("there is room again")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> post(7, "fourth").expectStatus().isAccepted());
        post(7, "fifth").expectStatus().isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void aCountDuringACommitMissesNoOrder() {
        for (long user = 100; user < 150; user++) {
            post(user, "first").expectStatus().isAccepted();
            post(user, "second").expectStatus().isAccepted();
            post(user, "third").expectStatus().isAccepted();
            post(user, "fourth").expectStatus().isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    private static String location(ResponseSpec answer) {
        return Objects.requireNonNull(
                        answer.expectBody().returnResult().getResponseHeaders().getLocation())
                .toString();
    }

    private ResponseSpec post(long user, String key) {
        return web.post()
                .uri("/orders")
                .header(HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(user, "CUSTOMER"))
                .header(IdempotencyHeader.NAME, key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"productItems\":[{\"productId\":1,\"amount\":1}]}")
                .exchange();
    }
}
