package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.web.testing.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderListIT extends RunningOrderService {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final long user = Ids.number();
    @Autowired private WebTestClient web;

    @Test
    void pagesHaveEveryOrderOnceTheNewestFirst() {
        List<String> placed = place(5);
        List<String> found = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page = page("/orders?limit=2" + cursor);
            page.get("orders").forEach(order -> found.add(order.get("orderId").stringValue()));
            JsonNode next = page.get("nextCursor");
            cursor = next.isNull() ? null : "&cursor=" + next.stringValue();
            pages++;
        }
        assertThat(found).isEqualTo(placed.reversed());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void thePageThatHoldsThemAllIsTheLast() {
        place(2);
        assertThat(page("/orders?limit=2").get("nextCursor").isNull()).isTrue();
    }

    @Test
    void aPageHasTwentyUnlessAskedOtherwise() {
        place(21);
        assertThat(ids(page("/orders"))).hasSize(20);
        assertThat(ids(page("/orders?limit=100"))).hasSize(21);
    }

    @Test
    void onlyOrdersInTheStatusAreListed() {
        List<String> placed = place(3);
        as(user, "CUSTOMER")
                .post()
                .uri("/orders/" + placed.get(1) + "/cancellation")
                .exchange()
                .expectStatus()
                .isAccepted();
        assertThat(ids(page("/orders?status=CANCELLED"))).containsExactly(placed.get(1));
        assertThat(ids(page("/orders?status=PENDING")))
                .containsExactly(placed.get(2), placed.get(0));
        assertThat(ids(page("/orders?status=APPROVED"))).isEmpty();
    }

    @Test
    void customersListTheirOwnAndOperatorsEverybodys() {
        List<String> placed = place(1);
        WebTestClient other = as(Ids.number(), "CUSTOMER");
        WebTestClient operator = as(Ids.number(), "OPERATOR");

        assertThat(ids(read(other.get().uri("/orders").exchange()))).isEmpty();
        other.get().uri("/orders?userId=" + user).exchange().expectStatus().isForbidden();
        assertThat(ids(page("/orders?userId=" + user))).isEqualTo(placed);
        assertThat(ids(read(operator.get().uri("/orders").exchange()))).containsAll(placed);
        assertThat(ids(read(operator.get().uri("/orders?userId=" + user).exchange())))
                .isEqualTo(placed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | invalid-request",
                "limit=101 | invalid-request",
                "limit=x | unreadable-request",
                "status=GONE | unreadable-request",
                "cursor=x | unreadable-request",
                "userId=0 | invalid-request",
            })
    void aParameterThatIsNotValidIsRefused(String parameter, String problem) {
        as(user, "CUSTOMER")
                .get()
                .uri("/orders?" + parameter)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:" + problem);
    }

    /** The ids of so many new orders, the oldest first. */
    private List<String> place(int number) {
        return IntStream.range(0, number).mapToObj(_ -> place()).sorted().toList();
    }

    private String place() {
        JsonNode order =
                JSON.readTree(
                        as(user, "CUSTOMER")
                                .post()
                                .uri("/orders")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue("{\"productItems\":[{\"productId\":1,\"amount\":1}]}")
                                .exchange()
                                .expectStatus()
                                .isAccepted()
                                .expectBody()
                                .returnResult()
                                .getResponseBody());
        return order.get("orderId").stringValue();
    }

    private JsonNode page(String uri) {
        return read(as(user, "CUSTOMER").get().uri(uri).exchange());
    }

    private static JsonNode read(ResponseSpec answer) {
        return JSON.readTree(
                answer.expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("orders").forEach(order -> ids.add(order.get("orderId").stringValue()));
        return ids;
    }

    private WebTestClient as(long userId, String role) {
        return web.mutate()
                .defaultHeaders(
                        headers ->
                                headers.set(
                                        HttpHeaders.AUTHORIZATION,
                                        TestIssuer.get().bearer(userId, role)))
                .build();
    }
}
