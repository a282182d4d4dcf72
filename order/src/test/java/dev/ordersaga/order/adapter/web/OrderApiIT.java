package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.RunningOrderService;
import java.net.URI;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class OrderApiIT extends RunningOrderService {

    @Autowired private WebTestClient web;

    @Test
    void anOrderIsAcceptedAndFoundAtItsLocation() {
        URI location =
                post("{\"userId\":7,\"productItems\":[{\"productId\":123,\"amount\":4}]}")
                        .expectStatus()
                        .isAccepted()
                        .expectBody()
                        .jsonPath("$.status")
                        .isEqualTo("PENDING")
                        .jsonPath("$.userId")
                        .isEqualTo(7)
                        .jsonPath("$.productItems[0].amount")
                        .isEqualTo(4)
                        .jsonPath("$.totalPrice")
                        .isEmpty()
                        .returnResult()
                        .getResponseHeaders()
                        .getLocation();

        assertThat(location).isNotNull();
        web.get()
                .uri(location.toString())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.productItems[0].productId")
                .isEqualTo(123)
                .jsonPath("$.rejectReason")
                .isEmpty();
        web.get()
                .uri(location + "/saga")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("VERIFY_USER")
                .jsonPath("$.timeline[0].outcome")
                .isEqualTo("PENDING")
                .jsonPath("$.timeline[1].outcome")
                .isEqualTo("VerifyUser");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | userId",
                "{\"userId\":1,\"productItems\":[]} | productItems",
                "{\"userId\":0,\"productItems\":[{\"productId\":1,\"amount\":1}]} | userId",
                "{\"userId\":9007199254740992,\"productItems\":[{\"productId\":1,\"amount\":1}]} |"
                        + " userId",
                "{\"userId\":1,\"productItems\":[null]} | productItems[0]",
                "{\"userId\":1,\"productItems\":[{\"amount\":1}]} | productItems[0].productId",
                "{\"userId\":1,\"productItems\":[{\"productId\":1}]} | productItems[0].amount",
                "{\"userId\":1,\"productItems\":[{\"productId\":1,\"amount\":0}]} |"
                        + " productItems[0].amount",
                "{\"userId\":1,\"productItems\":[{\"productId\":1,\"amount\":1001}]} |"
                        + " productItems[0].amount",
            })
    void aFieldThatIsNotValidIsNamed(String body, String field) {
        problem(post(body), "invalid-request")
                .jsonPath("$.errors[?(@.field == '" + field + "')]")
                .exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"userId\":1,\"price\":5} | price",
                "{\"userId\":1,\"productItems\":[{\"productId\":1,\"amount\":1,\"price\":0}]} |"
                        + " productItems[0].price",
                "{\"userId\":\"x\"} | userId",
                "{\"userId\":1.5} | userId",
            })
    void theFirstPlaceThatCannotBeReadIsNamed(String body, String place) {
        problem(post(body), "unreadable-request")
                .jsonPath("$.detail")
                .isEqualTo("The body cannot be read at " + place + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "{", "[]", "null"})
    void aBodyThatIsNoOrderIsRefused(String body) {
        problem(post(body), "unreadable-request");
    }

    @Test
    void tooManyItemsAreRefused() {
        String item = "{\"productId\":1,\"amount\":1}";
        String items = String.join(",", Collections.nCopies(51, item));
        problem(post("{\"userId\":1,\"productItems\":[" + items + "]}"), "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/%s", "/orders/%s/saga"})
    void anOrderThatIsNotThereIsNotFound(String path) {
        web.get()
                .uri(path.formatted(UUID.randomUUID()))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:not-found");
    }

    private ResponseSpec post(String body) {
        return web.post()
                .uri("/orders")
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec response, String name) {
        return response.expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:" + name);
    }
}
