package dev.ordersaga.kitchen.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Instant;
import java.util.List;
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
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class KitchenApiIT extends RunningKitchen {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String BIBIMBAP =
            """
            {"name":"Bibimbap","price":9000,"currency":"KRW","portions":7,"available":true}""";

    @Autowired private WebTestClient web;

    @BeforeEach
    void signIn() {
        web =
                web.mutate()
                        .defaultHeader(
                                HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(9, "OPERATOR"))
                        .build();
    }

    @Test
    void aProductIsPutOnTheMenuAndChanged() {
        long productId = Ids.number();

        put("/menu/" + productId, BIBIMBAP)
                .expectStatus()
                .isOk()
                .expectBody()
                .json(BIBIMBAP)
                .jsonPath("$.productId")
                .isEqualTo(productId);
        put("/menu/" + productId, BIBIMBAP.replace("true", "false")).expectStatus().isOk();

        web.get()
                .uri("/menu")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[?(@.productId == " + productId + ")].available")
                .isEqualTo(false)
                .jsonPath("$[?(@.productId == " + productId + ")].price")
                .isEqualTo(9_000)
                .jsonPath("$[?(@.productId == " + productId + ")].portions")
                .isEqualTo(7);
    }

    @Test
    void aPriceInAnotherCurrencyIsAConflict() {
        problem(put("/menu/" + Ids.number(), BIBIMBAP.replace("KRW", "EUR")), HttpStatus.CONFLICT)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:foreign-currency")
                .jsonPath("$.detail")
                .isEqualTo("The menu is in KRW");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '\"\"'",
        "name, null",
        "price, 0",
        "price, 1000000000001",
        "price, null",
        "currency, '\"won\"'",
        "portions, -1",
        "portions, 1000001",
        "available, null"
    })
    void aFieldOfAProductThatIsNotValidIsNamed(String field, String value) {
        String body = BIBIMBAP.replaceFirst("(\"" + field + "\":)[^,}]+", "$1" + value);

        problem(put("/menu/1", body), HttpStatus.BAD_REQUEST)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:invalid-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"open\":true,\"waitingCapacity\":5,\"waiting\":0}",
                "{\"open\":true,\"waitingCapacity\":1.5}",
                "{\"open\":true,\"waitingCapacity\":99999999999}",
                "{\"open\":true",
                "[]",
                ""
            })
    void aBodyOfAnotherShapeIsRefused(String body) {
        problem(put("/kitchen", body), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9007199254740992", "bibimbap"})
    void aProductIdIsANumberThatABrowserCanHold(String productId) {
        problem(put("/menu/" + productId, BIBIMBAP), HttpStatus.BAD_REQUEST);
    }

    @Test
    void theKitchenIsClosedAndItsLineShortened() {
        put("/kitchen", "{\"open\":false,\"waitingCapacity\":3}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.open")
                .isEqualTo(false)
                .jsonPath("$.waitingCapacity")
                .isEqualTo(3);

        web.get()
                .uri("/kitchen")
                .exchange()
                .expectBody()
                .jsonPath("$.open")
                .isEqualTo(false)
                .jsonPath("$.waitingCapacity")
                .isEqualTo(3)
                .jsonPath("$.waiting")
                .isEqualTo(waiting());
    }

    @Test
    void aTicketIsCookedStepByStep() {
        openWithFreePlaces(1);
        result(transactions.run(takePlace()));
        int before = waiting();
        UUID orderId = ticket(TicketStatus.APPROVED, NOON);

        step(orderId, "start", TicketStatus.STARTED);
        step(orderId, "ready", TicketStatus.READY);
        step(orderId, "pick-up", TicketStatus.PICKED_UP);

        web.get()
                .uri("/tickets/{orderId}", orderId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"status":"PICKED_UP",
                         "items":[{"productId":123,"name":"Bibimbap","amount":4,"price":9000}],
                         "totalPrice":36000,"currency":"KRW","createdAt":"2026-01-02T12:00:00Z"}
                        """)
                .jsonPath("$.orderId")
                .isEqualTo(orderId.toString());
        assertThat(waiting()).isEqualTo(before - 1);
    }

    @Test
    void aStepThatTheTicketIsNotReadyForIsAConflict() {
        UUID orderId = ticket(TicketStatus.PENDING, NOON);

        problem(post("/tickets/" + orderId + "/start"), HttpStatus.CONFLICT)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:ticket-state")
                .jsonPath("$.detail")
                .isEqualTo("The ticket is PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "ready", "pick-up"})
    void aCancelledTicketIsNotCooked(String step) {
        UUID orderId = ticket(TicketStatus.CANCELLED, NOON);

        problem(post("/tickets/" + orderId + "/" + step), HttpStatus.CONFLICT)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:ticket-state")
                .jsonPath("$.detail")
                .isEqualTo("The ticket is CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "ready", "pick-up"})
    void anUnknownTicketIsNotCooked(String step) {
        problem(post("/tickets/" + UUID.randomUUID() + "/" + step), HttpStatus.NOT_FOUND)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:not-found");
    }

    @Test
    void anUnknownTicketIsNotFound() {
        problem(get("/tickets/" + UUID.randomUUID()), HttpStatus.NOT_FOUND)
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:not-found");
    }

    @Test
    void aTicketThatWasRejectedBeforeItWasCreatedHasNoPrice() {
        Ticket tombstone = Ticket.tombstone(Ids.timeOrdered(), NOON);
        have(tombstone);

        get("/tickets/" + tombstone.orderId())
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\":\"REJECTED\",\"items\":[],\"totalPrice\":null}");
    }

    @Test
    void ticketsAreListedByStatusTheNewestFirst() {
        Instant future = Instant.parse("2101-01-01T00:00:00Z");
        UUID older = ticket(TicketStatus.READY, future);
        ticket(TicketStatus.STARTED, future.plusSeconds(1));
        UUID newer = ticket(TicketStatus.READY, future.plusSeconds(2));

        get("/tickets?status=READY&limit=2")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[0].orderId")
                .isEqualTo(newer.toString())
                .jsonPath("$[1].orderId")
                .isEqualTo(older.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tickets?limit=0",
                "/tickets?limit=101",
                "/tickets?limit=many",
                "/tickets?status=BURNT",
                "/tickets/not-a-uuid"
            })
    void aParameterThatIsNotValidIsRefused(String uri) {
        problem(get(uri), HttpStatus.BAD_REQUEST);
    }

    @Test
    void thereIsNothingElse() {
        problem(get("/kitchens"), HttpStatus.NOT_FOUND);
        problem(post("/menu"), HttpStatus.METHOD_NOT_ALLOWED);
    }

    private UUID ticket(TicketStatus status, Instant at) {
        TicketItem item = new TicketItem(123, "Bibimbap", 4, new Money(9_000, "KRW"));
        Ticket ticket = new Ticket(Ids.timeOrdered(), status, List.of(item), at, at);
        have(ticket);
        return ticket.orderId();
    }

    private void step(UUID orderId, String step, TicketStatus status) {
        post("/tickets/" + orderId + "/" + step)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status.name());
    }

    private ResponseSpec get(String uri) {
        return web.get().uri(uri).exchange();
    }

    private ResponseSpec post(String uri) {
        return web.post().uri(uri).exchange();
    }

    private ResponseSpec put(String uri, String body) {
        return web.put()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static BodyContentSpec problem(ResponseSpec response, HttpStatus status) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status.value())
                .jsonPath("$.type")
                .value(
                        String.class,
                        type -> assertThat(type).startsWith("urn:order-saga:problem:"));
    }
}
