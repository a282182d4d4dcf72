package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.system.Customers.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit finds nothing in a system that is whole, and what somebody has broken by hand. */
class AuditIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final Duration LONGEST_ORDER = Duration.ofMinutes(1);
    private static final Duration UNTIL_THE_BROKER_KNOWS = Duration.ofSeconds(30);
    private static final String DEAD = "payment.commands.dead";

    private static long buyer;
    private static String approved;
    private static String refunded;
    private static String cancelled;

    @BeforeAll
    static void placeOrders() {
        Customers customers = new Customers(SYSTEM);
        buyer = SYSTEM.user(100_000);
        SYSTEM.product(6001, 1_000, 100, true);
        SYSTEM.product(6002, 1_000, 1, true);
        approved = customers.place(new Wish(buyer, 6001, 2));
        refunded = customers.place(new Wish(buyer, 6002, 2));
        cancelled = customers.place(new Wish(buyer, 6001, 1));
        assertThat(customers.outcome(cancelled)).isEqualTo("APPROVED");
        SYSTEM.ordersOfBuyer(cancelled).post("/orders/" + cancelled + "/cancellation", "");
        Awaitility.await("the order is cancelled")
                .atMost(Duration.ofMinutes(1))
                .until(() -> customers.outcome(cancelled).equals("CANCELLED"));
        String unpaid = customers.place(new Wish(SYSTEM.user(0), 6001, 1));
        String unknown = customers.place(new Wish(buyer, 6999, 1));
        assertThat(List.of(approved, refunded, unpaid, unknown))
                .extracting(customers::outcome)
                .containsExactly(
                        "APPROVED",
                        "TICKET_REJECTED",
                        "REJECT_DURING_PAYMENT",
                        "PRODUCT_UNAVAILABLE");
        new Quiet(SYSTEM).await();
        assertThat(violatedAfter(UNTIL_THE_BROKER_KNOWS)).isEmpty();
    }

    @Test
    void aBalanceThatTheLedgerDoesNotKnow() {
        broken(
                "user",
                "UPDATE points_account SET balance = balance + 1 WHERE user_id = " + buyer,
                "UPDATE points_account SET balance = balance - 1 WHERE user_id = " + buyer,
                "balances equal the replayed ledger [user:" + buyer + "]");
    }

    @Test
    void aTransferOutOfBalance() {
        String ofIssued = " WHERE account = 'issued' AND amount = -100000 AND transfer_id IN";
        String credit = " (SELECT id FROM ledger_transfer WHERE user_id = " + buyer + ")";
        String id =
                SYSTEM.text(
                        "user",
                        "SELECT HEX(id) FROM ledger_transfer WHERE kind = 'CREDIT' AND user_id = "
                                + buyer);
        broken(
                "user",
                "UPDATE ledger_transfer_posting SET amount = -100001" + ofIssued + credit,
                "UPDATE ledger_transfer_posting SET amount = -100000"
                        + ofIssued.replace("-100000", "-100001")
                        + credit,
                "every transfer of the ledger sums to zero per currency [" + uuid(id) + "]");
    }

    @Test
    void aLiveTicketOfARejectedOrder() {
        long waiting = SYSTEM.number("kitchen", "SELECT waiting FROM kitchen");
        broken(
                "kitchen",
                "UPDATE ticket SET status = 'APPROVED' WHERE order_id = " + bytes(refunded),
                "UPDATE ticket SET status = 'REJECTED' WHERE order_id = " + bytes(refunded),
                "rejected and cancelled orders have no live ticket [" + refunded + "]",
                "the kitchen's waiting line is as long as tickets hold a place [waiting %d, tickets %d]"
                        .formatted(waiting, waiting + 1));
    }

    @Test
    void anApprovedOrderWhoseTicketWasRejected() {
        long waiting = SYSTEM.number("kitchen", "SELECT waiting FROM kitchen");
        broken(
                "kitchen",
                "UPDATE ticket SET status = 'REJECTED' WHERE order_id = " + bytes(approved),
                "UPDATE ticket SET status = 'APPROVED' WHERE order_id = " + bytes(approved),
                "approved orders have an approved ticket [" + approved + "]",
                "the kitchen's waiting line is as long as tickets hold a place [waiting %d, tickets %d]"
                        .formatted(waiting, waiting - 1));
    }

    @Test
    void aLiveTicketOfACancelledOrder() {
        long waiting = SYSTEM.number("kitchen", "SELECT waiting FROM kitchen");
        broken(
                "kitchen",
                "UPDATE ticket SET status = 'APPROVED' WHERE order_id = " + bytes(cancelled),
                "UPDATE ticket SET status = 'CANCELLED' WHERE order_id = " + bytes(cancelled),
                "rejected and cancelled orders have no live ticket [" + cancelled + "]",
                "the kitchen's waiting line is as long as tickets hold a place [waiting %d, tickets %d]"
                        .formatted(waiting, waiting + 1));
    }

    @Test
    void aChargeOfACancelledOrder() {
        broken(
                "payment",
                "UPDATE payments SET status = 'COMPLETED' WHERE order_id = " + bytes(cancelled),
                "UPDATE payments SET status = 'REFUNDED' WHERE order_id = " + bytes(cancelled),
                "completed payments have used points of exactly their price ["
                        + paymentOf(cancelled)
                        + "]",
                "rejected and cancelled orders are not charged [" + cancelled + "]");
    }

    @Test
    void anApprovedOrderWhoseTicketWasCancelled() {
        long waiting = SYSTEM.number("kitchen", "SELECT waiting FROM kitchen");
        broken(
                "kitchen",
                "UPDATE ticket SET status = 'CANCELLED' WHERE order_id = " + bytes(approved),
                "UPDATE ticket SET status = 'APPROVED' WHERE order_id = " + bytes(approved),
                "approved orders have an approved ticket [" + approved + "]",
                "the kitchen's waiting line is as long as tickets hold a place [waiting %d, tickets %d]"
                        .formatted(waiting, waiting - 1));
    }

    @Test
    void aCancellationThatDoesNotEnd() {
        broken(
                "order",
                "UPDATE orders SET status = 'CANCEL_PENDING', updated_at = '2026-01-01'"
                        + " WHERE order_id = "
                        + bytes(cancelled),
                "UPDATE orders SET status = 'CANCELLED' WHERE order_id = " + bytes(cancelled),
                "orders end within 60 s [" + cancelled + "]");
    }

    @Test
    void aPaymentOfAnotherPrice() {
        broken(
                "payment",
                "UPDATE payments SET amount = 1999 WHERE order_id = " + bytes(approved),
                "UPDATE payments SET amount = 2000 WHERE order_id = " + bytes(approved),
                "approved orders have a completed payment of their price [" + approved + "]",
                "completed payments have used points of exactly their price ["
                        + paymentOf(approved)
                        + "]");
    }

    @Test
    void aChargeOfARejectedOrder() {
        broken(
                "payment",
                "UPDATE payments SET status = 'COMPLETED' WHERE order_id = " + bytes(refunded),
                "UPDATE payments SET status = 'REFUNDED' WHERE order_id = " + bytes(refunded),
                "completed payments have used points of exactly their price ["
                        + paymentOf(refunded)
                        + "]",
                "rejected and cancelled orders are not charged [" + refunded + "]");
    }

    @Test
    void pointsThatARefundHasNotGivenBack() {
        String payment = paymentOf(refunded);
        broken(
                "user",
                "UPDATE points_use SET status = 'USED' WHERE payment_id = " + bytes(payment),
                "UPDATE points_use SET status = 'RESTORED' WHERE payment_id = " + bytes(payment),
                "failed and refunded payments hold no points [" + payment + "]",
                "used and restored points are in the ledger, once each [" + payment + "]");
    }

    @Test
    void aSecondChargeThatNoPaymentKnows() {
        String stray = "00000000-0000-4000-8000-000000000001";
        broken(
                "user",
                "INSERT INTO points_use VALUES (%s, %d, 'TOMBSTONE', NULL, NULL)"
                        .formatted(bytes(stray), buyer),
                "DELETE FROM points_use WHERE payment_id = " + bytes(stray),
                "orders are charged at most once: points are used by their one payment ["
                        + stray
                        + "]");
    }

    @Test
    void aTicketWithoutItsOrder() {
        String stray = "00000000-0000-4000-8000-000000000002";
        broken(
                "kitchen",
                "INSERT INTO ticket (order_id, status, items, created_at, updated_at)"
                        + " VALUES (%s, 'STARTED', '[]', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
                                .formatted(bytes(stray)),
                "DELETE FROM ticket WHERE order_id = " + bytes(stray),
                "tickets belong to an order [" + stray + "]");
    }

    @Test
    void anOrphanedOrder() {
        String orphan = "00000000-0000-4000-8000-000000000003";
        broken(
                "order",
                """
                INSERT INTO orders (order_id, tx_id, user_id, status, items, created_at, updated_at)
                VALUES (%1$s, %1$s, 1, 'PENDING', '[]', '2026-01-01', '2026-01-01')
                """
                        .formatted(bytes(orphan)),
                "DELETE FROM orders WHERE order_id = " + bytes(orphan),
                "orders end within 60 s [" + orphan + "]");
    }

    @Test
    void aMessageThatWasNeverSent() {
        broken(
                "kitchen",
                """
                INSERT INTO outbox VALUES (UNHEX('01'), '2999-01-01', UTC_TIMESTAMP(6),
                    '[{"exchange":"saga.replies","routingKey":"a.key","messageId":"an-id","correlationId":"c",\
                "type":"t","mandatory":true,"body":{}}]')
                """,
                "DELETE FROM outbox WHERE messages LIKE '%\"an-id\"%'",
                "the kitchen's outbox is empty [[\"a.key\"] [\"an-id\"]]");
    }

    @Test
    void aCommandThatWasNotAnswered() {
        broken(
                "user",
                "INSERT INTO inbox (message_id, handled_at) VALUES ('an-id', UTC_TIMESTAMP(6))",
                "DELETE FROM inbox WHERE message_id = 'an-id'",
                "the user service has answered every command it handled [an-id]");
    }

    @Test
    void aDeadLetterWithoutAReasonBesideOneThatHasIt() {
        publish(DEAD, "{\"message_id\":\"odd\"}");
        publish(DEAD, "{\"headers\":{\"x-reason\":\"a known cause\"}}");
        try {
            List<Finding> findings = audit(Duration.ZERO);
            assertThat(violated(findings))
                    .containsExactly("every dead letter tells its reason [" + DEAD + " odd]");
            assertThat(findings)
                    .flatExtracting(Finding::notes)
                    .contains("1 × " + DEAD + ": a known cause");
        } finally {
            purge(DEAD);
        }
        assertThat(violatedAfter(UNTIL_THE_BROKER_KNOWS)).isEmpty();
    }

    @Test
    void aPaymentWithoutItsOrder() {
        String stray = "00000000-0000-4000-8000-000000000004";
        broken(
                "payment",
                """
                INSERT INTO payments (order_id, payment_id, tx_id, user_id, buyer_name, amount, currency,
                    status, charged, waiting, created_at, updated_at)
                VALUES (%1$s, %1$s, %1$s, 0, '', 0, 'KRW', 'REFUNDED', FALSE, '[]', '2026-01-01', '2026-01-01')
                """
                        .formatted(bytes(stray)),
                "DELETE FROM payments WHERE order_id = " + bytes(stray),
                "payments belong to an order [" + stray + "]");
    }

    @Test
    void aTransferForAPaymentThatUsedNoPoints() {
        String stray = "00000000-0000-4000-8000-000000000005";
        broken(
                "user",
                "INSERT INTO ledger_transfer VALUES (%s, %d, 'USE', '%s', UTC_TIMESTAMP(6))"
                        .formatted(bytes(stray), buyer, stray),
                "DELETE FROM ledger_transfer WHERE id = " + bytes(stray),
                "the ledger takes points for known payments only [" + stray + "]");
    }

    @Test
    void anAccountThatTheLedgerHasOverdrawn() {
        String of = " FROM ledger_transfer WHERE kind = 'CREDIT' AND user_id = " + buyer;
        broken(
                "user",
                "INSERT INTO ledger_transfer_posting SELECT id, 'user:-1', 'KRW', -5"
                        + of
                        + " UNION ALL SELECT id, 'stray', 'KRW', 5"
                        + of,
                "DELETE FROM ledger_transfer_posting WHERE account IN ('user:-1', 'stray')",
                "balances equal the replayed ledger [user:-1]",
                "no balance is negative, in its row or in the ledger [user:-1]");
    }

    @Test
    void aMessageThatNobodyTakes() {
        String queue = "kitchen.commands.retry.1";
        publish(queue, "{}");
        try {
            Awaitility.await("the broker tells of the message")
                    .atMost(UNTIL_THE_BROKER_KNOWS)
                    .untilAsserted(
                            () ->
                                    assertThat(violatedAfter(Duration.ZERO))
                                            .containsExactly(
                                                    "work queues and retry queues are there and"
                                                            + " empty ["
                                                            + queue
                                                            + " (1 ready, 0 unacknowledged)]"));
        } finally {
            purge(queue);
        }
        assertThat(violatedAfter(UNTIL_THE_BROKER_KNOWS)).isEmpty();
    }

    /** Breaks it, sees exactly these findings, mends it, and sees none. */
    private static void broken(String service, String harm, String cure, String... findings) {
        assertThat(SYSTEM.change(service, harm)).isPositive();
        try {
            assertThat(violatedAfter(Duration.ZERO)).containsExactlyInAnyOrder(findings);
        } finally {
            assertThat(SYSTEM.change(service, cure)).isPositive();
        }
        assertThat(violatedAfter(Duration.ZERO)).isEmpty();
    }

    private static List<String> violatedAfter(Duration patience) {
        return violated(audit(patience));
    }

    private static List<String> violated(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.holds())
                .map(finding -> finding.invariant() + " " + finding.examples())
                .toList();
    }

    private static List<Finding> audit(Duration patience) {
        return Audit.of(SYSTEM.env(), LONGEST_ORDER).run(patience);
    }

    private static String paymentOf(String orderId) {
        return uuid(
                SYSTEM.text(
                        "payment",
                        "SELECT HEX(payment_id) FROM payments WHERE order_id = " + bytes(orderId)));
    }

    private static String bytes(String uuid) {
        return "UNHEX('" + uuid.replace("-", "") + "')";
    }

    private static String uuid(String hex) {
        return hex.toLowerCase(Locale.ROOT)
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static void purge(String queue) {
        SYSTEM.servers()
                .manage(
                        "DELETE",
                        "/api/queues/" + SYSTEM.virtualHost() + "/" + queue + "/contents",
                        "");
    }

    private static void publish(String queue, String properties) {
        SYSTEM.servers()
                .manage(
                        "POST",
                        "/api/exchanges/" + SYSTEM.virtualHost() + "/amq.default/publish",
                        "{\"properties\":%s,\"routing_key\":\"%s\",\"payload\":\"\",\"payload_encoding\":\"string\"}"
                                .formatted(properties, queue));
    }
}
