package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.system.Customers.Wish;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders that their customers do not want any more, at every moment of their lives. */
class CancelledOrdersIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int PRICE = 1_000;
    private static final int RICH = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> ON_THE_WAY = Set.of("PENDING", "CANCEL_PENDING");

    private static final Executor PEOPLE = Executors.newFixedThreadPool(20);

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @Test
    void anApprovedOrderIsCancelledAndEverythingGivenBack() {
        long userId = SYSTEM.user(RICH);
        SYSTEM.product(7001, PRICE, 10, true);
        String orderId = customers.place(new Wish(userId, 7001, 4));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        assertThat(portionsOf(7001)).isEqualTo(6);

        assertThat(cancel(orderId).statusCode()).isEqualTo(202);

        assertThat(awaitRest(orderId)).isEqualTo("CANCELLED");
        assertThat(cancel(orderId).statusCode()).isEqualTo(202);
        assertThat(ticketOf(orderId)).isEqualTo("CANCELLED");
        assertThat(paymentOf(orderId)).isEqualTo("REFUNDED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(RICH);
        assertThat(portionsOf(7001)).isEqualTo(10);
        assertThat(cook(orderId, "start").statusCode()).isEqualTo(409);
        JsonNode saga = SYSTEM.api("order").get("/orders/" + orderId + "/saga");
        assertThat(saga.at("/sagas/1/state").stringValue()).isEqualTo("CANCELLED");
        assertThat(outcomes(saga))
                .endsWith(
                        "APPROVED",
                        "CANCEL_PENDING",
                        "CancelTicket",
                        "TicketCancelled",
                        "Refund",
                        "PaymentRefunded",
                        "CANCELLED");
    }

    @Test
    void anOrderThatIsCookedAlreadyIsNotCancelled() {
        long userId = SYSTEM.user(RICH);
        SYSTEM.product(7002, PRICE, 10, true);
        String orderId = customers.place(new Wish(userId, 7002, 1));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        assertThat(cook(orderId, "start").statusCode()).isEqualTo(200);

        assertThat(cancel(orderId).statusCode()).isEqualTo(202);

        assertThat(awaitRest(orderId)).isEqualTo("APPROVED");
        assertThat(SYSTEM.api("order").get("/orders/" + orderId).get("cancelRefusal").stringValue())
                .isEqualTo("COOKING_HAS_BEGUN");
        assertThat(cancel(orderId).statusCode()).isEqualTo(409);
        assertThat(paymentOf(orderId)).isEqualTo("COMPLETED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(RICH - PRICE);
        assertThat(cook(orderId, "ready").statusCode()).isEqualTo(200);
        assertThat(cook(orderId, "pick-up").statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderWhoseKitchenIsAwayIsCancelledWhenItIsBack() {
        long userId = SYSTEM.user(RICH);
        SYSTEM.product(7003, PRICE, 10, true);
        String orderId = customers.place(new Wish(userId, 7003, 1));
        assertThat(customers.outcome(orderId)).isEqualTo("APPROVED");
        SYSTEM.service("kitchen").kill();
        try {
            assertThat(cancel(orderId).statusCode()).isEqualTo(202);
            assertThat(statusOf(orderId)).isEqualTo("CANCEL_PENDING");
        } finally {
            SYSTEM.service("kitchen").launch().awaitHealthy();
        }
        assertThat(awaitRest(orderId)).isEqualTo("CANCELLED");
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(RICH);
    }

    @Test
    void messagesOfACancellationThatComeAgainAndLateChangeNothing() throws Exception {
        long userId = SYSTEM.user(RICH);
        SYSTEM.product(7004, PRICE, 20, true);
        try (WireTap tap = new WireTap(SYSTEM)) {
            List<String> orderIds =
                    customers.place(Collections.nCopies(20, new Wish(userId, 7004, 1)));
            orderIds.subList(0, 10).forEach(customers::awaitEnd);
            orderIds.forEach(this::cancel);
            assertThat(orderIds).extracting(this::awaitRest).containsOnly("CANCELLED");
            quiet.await();
            tap.repeatAllShuffled(9);
            quiet.await();
            assertThat(orderIds)
                    .allSatisfy(
                            orderId -> {
                                assertThat(statusOf(orderId)).isEqualTo("CANCELLED");
                                assertThat(paymentOf(orderId)).isIn("", "FAILED", "REFUNDED");
                            });
        }
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(RICH);
        assertThat(portionsOf(7004)).isEqualTo(20);
        nothingIsWrong();
    }

    @Test
    void cancellationsThatRaceTheApprovalAndTheCookAllEndRight() {
        long rich = SYSTEM.user(RICH);
        long poor = SYSTEM.user(PRICE);
        SYSTEM.product(7005, PRICE, 100_000, true);
        Random random = new Random(11);

        List<Raced> races = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            Wish wish = new Wish(number % 5 == 4 ? poor : rich, 7005, 1);
            boolean cooked = number % 5 == 3;
            races.add(race(wish, random.nextInt(300), cooked ? random.nextInt(600) : -1));
        }

        List<String> ends = new ArrayList<>();
        long charged = 0;
        for (Raced race : races) {
            String orderId = race.orderId().join();
            race.asked().join();
            String end = awaitRest(orderId);
            ends.add(end);
            JsonNode order = SYSTEM.api("order").get("/orders/" + orderId);
            switch (end) {
                case "CANCELLED" -> assertThat(ticketOf(orderId)).isIn("", "CANCELLED", "REJECTED");
                case "APPROVED" -> {
                    assertThat(order.get("cancelRefusal").stringValue())
                            .isEqualTo("COOKING_HAS_BEGUN");
                    assertThat(ticketOf(orderId)).isEqualTo("STARTED");
                    charged++;
                }
                default ->
                        assertThat(order.get("rejectReason").stringValue())
                                .isEqualTo("REJECT_DURING_PAYMENT");
            }
        }
        assertThat(ends).hasSize(200).contains("CANCELLED");
        quiet.await();
        assertThat(SYSTEM.pointsOf(rich) + SYSTEM.pointsOf(poor))
                .isEqualTo(RICH + PRICE - charged * PRICE);
        assertThat(portionsOf(7005)).isEqualTo(100_000 - charged);
        nothingIsWrong();
    }

    private record Raced(CompletableFuture<String> orderId, CompletableFuture<Void> asked) {}

    /**
     * Places an order, cancels it so many milliseconds later, and has it cooked unless negative.
     */
    private Raced race(Wish wish, int cancelAfter, int cookAfter) {
        CompletableFuture<String> placed =
                CompletableFuture.supplyAsync(() -> customers.place(wish), PEOPLE);
        CompletableFuture<Void> cancelled =
                placed.thenAcceptAsync(
                        orderId -> assertThat(cancel(orderId).statusCode()).isIn(202, 409),
                        in(cancelAfter));
        CompletableFuture<Void> cooked =
                cookAfter < 0
                        ? cancelled
                        : placed.thenAcceptAsync(
                                orderId ->
                                        assertThat(cook(orderId, "start").statusCode())
                                                .isIn(200, 404, 409),
                                in(cookAfter));
        return new Raced(placed, CompletableFuture.allOf(cancelled, cooked));
    }

    private static Executor in(int millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, PEOPLE);
    }

    private void nothingIsWrong() {
        quiet.await();
        quiet.assertNothingIsDead();
        assertThat(Audit.of(SYSTEM.env(), PATIENCE).run(Duration.ofSeconds(30)))
                .filteredOn(finding -> !finding.holds())
                .extracting(Finding::invariant, Finding::examples)
                .isEmpty();
    }

    private HttpResponse<String> cancel(String orderId) {
        return SYSTEM.ordersOfBuyer(orderId)
                .send("POST", "/orders/" + orderId + "/cancellation", "");
    }

    private static HttpResponse<String> cook(String orderId, String step) {
        return SYSTEM.api("kitchen").send("POST", "/tickets/" + orderId + "/" + step, "");
    }

    /** The order's status once nothing more is to happen. */
    private String awaitRest(String orderId) {
        return Awaitility.await("order " + orderId + " comes to rest")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> statusOf(orderId), status -> !ON_THE_WAY.contains(status));
    }

    private static String statusOf(String orderId) {
        return SYSTEM.api("order").get("/orders/" + orderId).get("status").stringValue();
    }

    private static String ticketOf(String orderId) {
        return statusAt("kitchen", "/tickets/" + orderId);
    }

    private static String paymentOf(String orderId) {
        return statusAt("payment", "/payments/" + orderId);
    }

    /** Empty if there is nothing. */
    private static String statusAt(String service, String path) {
        return SYSTEM.api(service).send("GET", path, "").statusCode() == 404
                ? ""
                : SYSTEM.api(service).get(path).get("status").stringValue();
    }

    private static long portionsOf(long productId) {
        return SYSTEM.api("kitchen")
                .get("/menu")
                .valueStream()
                .filter(item -> item.get("productId").longValue() == productId)
                .findFirst()
                .orElseThrow()
                .get("portions")
                .longValue();
    }

    private static List<String> outcomes(JsonNode saga) {
        return saga.get("timeline")
                .valueStream()
                .map(entry -> entry.get("outcome").stringValue())
                .toList();
    }
}
