package dev.ordersaga.infra.audit;

import java.util.List;
import java.util.stream.Stream;

/** What each service keeps consistent in its own database. */
final class WithinServices {

    /**
     * The reference of a transfer is the payment's id as text. Written so that each transfer is
     * found by the ledger's unique key, and not among all of its user.
     */
    private static final String USES_UNLIKE_THE_LEDGER =
            """
            SELECT u.payment_id FROM (
                SELECT payment_id, user_id, status, amount, LOWER(HEX(payment_id)) AS hex
                FROM points_use) u
            JOIN (SELECT 'USE' AS kind UNION ALL SELECT 'RESTORE') k
            LEFT JOIN ledger_transfer t
              ON t.user_id = u.user_id AND t.kind = CONVERT(k.kind USING ascii)
             AND t.reference = CONVERT(CONCAT_WS('-', SUBSTR(u.hex, 1, 8), SUBSTR(u.hex, 9, 4),
                     SUBSTR(u.hex, 13, 4), SUBSTR(u.hex, 17, 4), SUBSTR(u.hex, 21)) USING utf8mb4)
            LEFT JOIN ledger_transfer_posting p
              ON p.transfer_id = t.id AND p.account = CONCAT('user:', u.user_id)
            GROUP BY u.payment_id, u.status, u.amount
            HAVING COUNT(t.id) <> CASE u.status WHEN 'USED' THEN 1 WHEN 'RESTORED' THEN 2 ELSE 0 END
                OR COALESCE(SUM(p.amount), 0) <> CASE u.status WHEN 'USED' THEN -u.amount ELSE 0 END
            """;

    private final Databases all;

    WithinServices(Databases all) {
        this.all = all;
    }

    List<Invariant> invariants() {
        return Stream.of(points(), kitchen(), messages(), outboxes())
                .flatMap(List::stream)
                .toList();
    }

    /** What is found by an index, and so at once. */
    List<Invariant> quiet() {
        List<Invariant> awaited =
                List.of(
                        new Invariant(
                                "no order's saga awaits an answer",
                                all.order()
                                        .without(
                                                "SELECT HEX(tx_id) FROM saga WHERE deadline IS NOT NULL"
                                                        + " LIMIT 10")),
                        new Invariant(
                                "no payment awaits an answer",
                                all.payment()
                                        .without(
                                                "SELECT HEX(order_id) FROM payments"
                                                        + " WHERE deadline IS NOT NULL LIMIT 10")));
        return Stream.concat(awaited.stream(), outboxes().stream()).toList();
    }

    private List<Invariant> points() {
        return List.of(
                new Invariant(
                        "every transfer of the ledger sums to zero per currency",
                        all.user()
                                .without(
                                        """
                                        SELECT transfer_id FROM ledger_transfer_posting
                                        GROUP BY transfer_id, currency HAVING SUM(amount) <> 0
                                        """)),
                new Invariant(
                        "balances equal the replayed ledger",
                        all.user()
                                .without(
                                        """
                                        SELECT CONCAT('user:', a.user_id) FROM points_account a
                                        LEFT JOIN (SELECT account, currency, SUM(amount) AS total
                                                   FROM ledger_transfer_posting
                                                   GROUP BY account, currency) l
                                          ON l.account = CONCAT('user:', a.user_id) AND l.currency = a.currency
                                        WHERE a.balance <> COALESCE(l.total, 0)
                                        UNION ALL
                                        SELECT p.account FROM ledger_transfer_posting p
                                        LEFT JOIN points_account a
                                          ON p.account = CONCAT('user:', a.user_id) AND p.currency = a.currency
                                        WHERE p.account LIKE 'user:%' AND a.user_id IS NULL
                                        """)),
                new Invariant(
                        "no balance is negative, in its row or in the ledger",
                        all.user()
                                .without(
                                        """
                                        SELECT CONCAT('user:', user_id) FROM points_account WHERE balance < 0
                                        UNION
                                        SELECT account FROM ledger_transfer_posting WHERE account LIKE 'user:%'
                                        GROUP BY account, currency HAVING SUM(amount) < 0
                                        """)),
                new Invariant(
                        "used and restored points are in the ledger, once each",
                        all.user().without(USES_UNLIKE_THE_LEDGER)),
                new Invariant(
                        "the ledger takes points for known payments only",
                        all.user()
                                .without(
                                        """
                                        SELECT t.id FROM ledger_transfer t
                                        LEFT JOIN points_use u
                                          ON u.payment_id = UNHEX(REPLACE(t.reference, '-', ''))
                                        WHERE t.kind IN ('USE', 'RESTORE') AND u.payment_id IS NULL
                                        """)));
    }

    private List<Invariant> kitchen() {
        return List.of(
                new Invariant(
                        "the kitchen's waiting line is as long as tickets hold a place",
                        all.kitchen()
                                .without(
                                        """
                                        SELECT CONCAT('waiting ', k.waiting, ', tickets ', t.held) FROM kitchen k
                                        JOIN (SELECT COUNT(*) AS held FROM ticket
                                              WHERE status IN ('PENDING', 'APPROVED')) t
                                        WHERE k.waiting <> t.held
                                        """)));
    }

    private List<Invariant> messages() {
        String unanswered = "SELECT message_id FROM inbox WHERE reply_key IS NULL";
        return List.of(
                new Invariant(
                        "the user service has answered every command it handled",
                        all.user().without(unanswered)),
                new Invariant(
                        "the kitchen has answered every command it handled",
                        all.kitchen().without(unanswered)));
    }

    private List<Invariant> outboxes() {
        String unsent =
                "SELECT CONCAT(JSON_EXTRACT(messages, '$[*].routingKey'), ' ',"
                        + " JSON_EXTRACT(messages, '$[*].messageId')) FROM outbox";
        return List.of(
                new Invariant("the order service's outbox is empty", all.order().without(unsent)),
                new Invariant("the user service's outbox is empty", all.user().without(unsent)),
                new Invariant("the kitchen's outbox is empty", all.kitchen().without(unsent)),
                new Invariant(
                        "the payment service's outbox is empty", all.payment().without(unsent)));
    }
}
