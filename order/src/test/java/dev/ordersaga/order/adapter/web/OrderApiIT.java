package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.AdvanceSaga;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class OrderApiIT extends RunningOrderService {

    @Autowired private WebTestClient web;
    @Autowired private AdvanceSaga advanceSaga;
    @Autowired private Sagas sagas;
    @Autowired private Transactions transactions;

    @BeforeEach
    void signIn() {
        web = as(7, "CUSTOMER");
    }

    @Test
    void somebodyElsesOrderIsNotThere() {
        URI location = place();
        WebTestClient other = as(8, "CUSTOMER");

        other.get().uri(location.toString()).exchange().expectStatus().isNotFound();
        other.get().uri(location + "/saga").exchange().expectStatus().isNotFound();
        for (WebTestClient noBuyer : List.of(other, as(8, "OPERATOR"))) {
            noBuyer.post().uri(location + "/cancellation").exchange().expectStatus().isNotFound();
        }
        web.get()
                .uri(location.toString())
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("PENDING");
    }

    @Test
    void anOperatorSeesEverybodysOrders() {
        URI location = place();
        WebTestClient operator = as(8, "OPERATOR");

        operator.get().uri(location.toString()).exchange().expectStatus().isOk();
        operator.get().uri(location + "/saga").exchange().expectStatus().isOk();
    }

    @Test
    void theBuyerIsTheCaller() {
        post("{\"productItems\":[{\"productId\":123,\"amount\":4}]}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.userId")
                .isEqualTo(7);
        post("{\"userId\":8,\"productItems\":[{\"productId\":123,\"amount\":4}]}")
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:foreign-user");
    }

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
                "{} | productItems",
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

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        post("{\"productItems\":[{\"productId\":1,\"amount\":1}]" + " ".repeat(65_536) + "}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:body-too-large");
    }

    @Test
    void aPendingOrderIsCancelledAndAskedAgainItIsTheSame() {
        URI location = place();
        for (int time = 1; time <= 2; time++) {
            web.post()
                    .uri(location + "/cancellation")
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .location(location.toString())
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CANCELLED")
                    .jsonPath("$.rejectReason")
                    .isEmpty();
        }
        web.get()
                .uri(location + "/saga")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("CANCELLED")
                .jsonPath("$.sagas.length()")
                .isEqualTo(1)
                .jsonPath("$.timeline.length()")
                .isEqualTo(4)
                .jsonPath("$.timeline[2].outcome")
                .isEqualTo("CANCEL_REQUESTED");
    }

    @Test
    void aRejectedOrderCannotBeCancelled() {
        URI location = place();
        UUID orderId = orderId(location);
        hear(sagas(orderId).getFirst(), new UserRefused(7, UserRefusal.USER_UNKNOWN));

        cancellationIsRefused(location, "The order is REJECTED.");
    }

    @Test
    void anOrderThatTheKitchenCooksCannotBeCancelledAndShowsWhyAndBothItsSagas() {
        URI location = place();
        UUID orderId = orderId(location);
        hear(sagas(orderId).getFirst(), new UserVerified(7, "Kim"));
        hear(
                sagas(orderId).getFirst(),
                new TicketCreated(
                        orderId,
                        List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))),
                        new Money(36_000, "KRW")));
        hear(sagas(orderId).getFirst(), new Paid(orderId, UUID.randomUUID()));
        hear(sagas(orderId).getFirst(), new TicketApproved(orderId));

        web.post()
                .uri(location + "/cancellation")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("CANCEL_PENDING")
                .jsonPath("$.cancelRefusal")
                .isEmpty();
        hear(
                sagas(orderId).getLast(),
                new TicketCancellationRefused(orderId, CancellationRefusal.COOKING_HAS_BEGUN));

        web.get()
                .uri(location.toString())
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("APPROVED")
                .jsonPath("$.cancelRefusal")
                .isEqualTo("COOKING_HAS_BEGUN");
        cancellationIsRefused(location, "The order cannot be cancelled: COOKING_HAS_BEGUN.");
        web.get()
                .uri(location + "/saga")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("APPROVED")
                .jsonPath("$.sagas[*].target")
                .value(
                        List.class,
                        targets ->
                                assertThat(targets)
                                        .isEqualTo(List.of("ORDER_CREATION", "ORDER_CANCELLATION")))
                .jsonPath("$.sagas[1].state")
                .isEqualTo("REFUSED")
                .jsonPath("$.timeline.length()")
                .isEqualTo(14)
                .jsonPath("$.timeline[9].outcome")
                .isEqualTo("APPROVED")
                .jsonPath("$.timeline[10].outcome")
                .isEqualTo("CANCEL_PENDING")
                .jsonPath("$.timeline[10].number")
                .isEqualTo(1)
                .jsonPath("$.timeline[13].reason")
                .isEqualTo("COOKING_HAS_BEGUN");
    }

    private URI place() {
        URI location =
                post("{\"userId\":7,\"productItems\":[{\"productId\":123,\"amount\":4}]}")
                        .expectStatus()
                        .isAccepted()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getLocation();
        return Objects.requireNonNull(location);
    }

    private static UUID orderId(URI location) {
        return UUID.fromString(location.toString().substring("/orders/".length()));
    }

    private void cancellationIsRefused(URI location, String detail) {
        web.post()
                .uri(location + "/cancellation")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:order-state")
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    private List<OrderSaga> sagas(UUID orderId) {
        return sagas.ofOrder(orderId).map(RunningSaga::saga).collectList().block();
    }

    /** Answers the command that the saga awaits. */
    private void hear(OrderSaga saga, OrderSagaReply reply) {
        String id = saga.commandId();
        Incoming<OrderSagaReply> answer =
                new Incoming<>(saga.target(), saga.txId(), id + ":reply", id, reply);
        transactions.run(advanceSaga.onReply(answer).thenReturn(true)).block();
    }

    @Test
    void anOrderThatIsNotThereIsNotCancelled() {
        web.post()
                .uri("/orders/" + UUID.randomUUID() + "/cancellation")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:not-found");
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
