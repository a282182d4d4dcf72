package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What must hold whenever nothing is on its way any more. */
final class Quiet {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final RunningSystem system;

    Quiet(RunningSystem system) {
        this.system = system;
    }

    /** Waits until the outboxes and the work queues are empty. */
    void await() {
        Awaitility.await("outboxes and queues are empty")
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> {
                            assertThat(outboxRows()).isZero();
                            assertThat(messagesIn(".commands", ".replies", "-platform", ".retry"))
                                    .isEmpty();
                        });
    }

    void assertNothingIsDead() {
        assertThat(messagesIn(".dead")).isEmpty();
    }

    /** The ledger sums to zero, and each balance is what its postings sum to. */
    void assertLedgerIsBalanced() {
        assertThat(
                        system.number(
                                "user",
                                "SELECT COUNT(*) FROM (SELECT currency FROM ledger_transfer_posting"
                                        + " GROUP BY currency HAVING SUM(amount) <> 0) t"))
                .isZero();
        assertThat(
                        system.number(
                                "user",
                                "SELECT COUNT(*) FROM points_account a WHERE balance <> (SELECT"
                                        + " COALESCE(SUM(p.amount), 0) FROM ledger_transfer_posting p"
                                        + " WHERE p.account = CONCAT('user:', a.user_id))"))
                .isZero();
        assertThat(system.number("user", "SELECT COUNT(*) FROM ledger_transfer_posting"))
                .isPositive();
    }

    private long outboxRows() {
        return RunningSystem.SERVICES.stream()
                .mapToLong(service -> system.number(service, "SELECT COUNT(*) FROM outbox"))
                .sum();
    }

    /** The queues whose name holds one of the parts and that are not empty, with their numbers. */
    private List<String> messagesIn(String... parts) {
        List<String> full = new ArrayList<>();
        for (JsonNode queue : system.broker("/api/queues/" + system.virtualHost())) {
            String name = queue.get("name").stringValue();
            boolean dead = name.endsWith(".dead");
            for (String part : parts) {
                if (name.contains(part) && dead == part.equals(".dead")) {
                    long messages = queue.path("messages").asLong(-1);
                    if (messages != 0) {
                        full.add(name + ": " + messages);
                    }
                }
            }
        }
        return full;
    }
}
