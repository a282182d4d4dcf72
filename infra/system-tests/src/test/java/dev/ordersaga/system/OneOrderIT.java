package dev.ordersaga.system;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One order at a time, through all four services. */
class OneOrderIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @AfterEach
    void platformIsBack() {
        SYSTEM.platformAnswers();
    }

    @Test
    void anOrderOfTwoProductsIsApprovedPaidAndTold() {
        long userId = SYSTEM.user(1_000_000);
        SYSTEM.product(1123, 9_000, 100, true);
        SYSTEM.product(1124, 8_000, 100, true);
        JsonNode placed =
                SYSTEM.orders(userId)
                        .post(
                                "/orders",
                                """
                                {"userId":%d,"productItems":[{"productId":1123,"amount":4},{"productId":1124,"amount":5}]}
                                """
                                        .formatted(userId));
        String orderId = placed.get("orderId").stringValue();
        assertThat(placed.get("status").stringValue()).isEqualTo("PENDING");

        JsonNode order = customers.awaitEnd(orderId);
        assertThat(order.get("status").stringValue()).isEqualTo("APPROVED");
        assertThat(order.get("totalPrice").longValue()).isEqualTo(76_000);
        assertThat(order.at("/productItems/0/price").longValue()).isEqualTo(9_000);
        assertThat(ticketStatus(orderId)).isEqualTo("APPROVED");
        JsonNode payment = SYSTEM.api("payment").get("/payments/" + orderId);
        assertThat(payment.get("status").stringValue()).isEqualTo("COMPLETED");
        assertThat(payment.get("price").longValue()).isEqualTo(76_000);
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(1_000_000 - 76_000);

        quiet.await();
        SYSTEM.platform()
                .verify(
                        1,
                        postRequestedFor(anyUrl())
                                .withRequestBody(
                                        matchingJsonPath("$.orderNumber", equalTo(orderId)))
                                .withRequestBody(matchingJsonPath("$.price", equalTo("76000"))));
    }

    @Test
    void anOrderWhosePortionsAreShortAtApprovalIsRefundedAndItsTicketRejected() {
        long userId = SYSTEM.user(100_000);
        SYSTEM.product(1126, 15_000, 1, true);
        String orderId = customers.place(new Wish(userId, 1126, 2));

        assertThat(customers.outcome(orderId)).isEqualTo("TICKET_REJECTED");
        assertThat(ticketStatus(orderId)).isEqualTo("REJECTED");
        assertThat(SYSTEM.api("payment").get("/payments/" + orderId).get("status").stringValue())
                .isEqualTo("REFUNDED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(100_000);
        assertThat(SYSTEM.api("order").get("/orders/" + orderId + "/saga").get("timeline"))
                .extracting(entry -> entry.get("outcome").stringValue())
                .containsExactly(
                        "PENDING",
                        "VerifyUser",
                        "UserVerified",
                        "CreateTicket",
                        "TicketCreated",
                        "Pay",
                        "Paid",
                        "ApproveTicket",
                        "TicketApprovalRefused",
                        "Refund",
                        "PaymentRefunded",
                        "RejectTicket",
                        "TicketRejected",
                        "REJECTED");
    }

    @Test
    void aDataPlatformThatIsDownDoesNotTouchTheOrder() {
        SYSTEM.platformIsDown();
        long userId = SYSTEM.user(100_000);
        SYSTEM.product(1127, 1_000, 10, true);
        String orderId = customers.place(new Wish(userId, 1127, 1));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(99_000);

        Awaitility.await("the event is dead")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(deadEvents()).isEqualTo(1));
        SYSTEM.servers()
                .manage(
                        "DELETE",
                        "/api/queues/"
                                + SYSTEM.virtualHost()
                                + "/payment.data-platform.dead/contents",
                        "");
    }

    private static long deadEvents() {
        return SYSTEM.broker("/api/queues/" + SYSTEM.virtualHost() + "/payment.data-platform.dead")
                .path("messages")
                .asLong(0);
    }

    private static String ticketStatus(String orderId) {
        return SYSTEM.api("kitchen").get("/tickets/" + orderId).get("status").stringValue();
    }
}
