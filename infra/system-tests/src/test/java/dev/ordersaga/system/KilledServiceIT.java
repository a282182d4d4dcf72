package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service is killed (SIGKILL) in the middle of 200 orders, and started again. */
class KilledServiceIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int PRICE = 100;
    private static final int RICH = 10_000_000;

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @ParameterizedTest
    @ValueSource(strings = {"order", "user", "kitchen", "payment"})
    void losesNoOrderAndChargesNothingTwice(String name) {
        long userId = SYSTEM.user(RICH);
        SYSTEM.product(3001, PRICE, 1_000_000, true);
        Wish wish = new Wish(userId, 3001, 1);
        long endedBefore = ended();

        CompletableFuture<List<String>> placing =
                CompletableFuture.supplyAsync(
                        () -> customers.place(Collections.nCopies(200, wish)),
                        Thread::startVirtualThread);
        Awaitility.await("some orders have ended")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ended() >= endedBefore + 20);
        SYSTEM.service(name).kill();
        SYSTEM.service(name).launch().awaitHealthy();

        assertThat(placing.join())
                .hasSize(200)
                .allSatisfy(
                        orderId -> assertThat(customers.outcome(orderId)).isEqualTo("APPROVED"));
        quiet.await();
        quiet.assertNothingIsDead();
        quiet.assertLedgerIsBalanced();
        long approved =
                SYSTEM.number(
                        "order",
                        "SELECT COUNT(*) FROM orders WHERE status = 'APPROVED' AND user_id = "
                                + userId);
        assertThat(approved).isGreaterThanOrEqualTo(200);
        assertThat(SYSTEM.pointsOf(userId)).isEqualTo(RICH - PRICE * approved);
        assertThat(SYSTEM.number("order", "SELECT COUNT(*) FROM orders WHERE status = 'PENDING'"))
                .isZero();
    }

    private static long ended() {
        return SYSTEM.number("order", "SELECT COUNT(*) FROM orders WHERE status <> 'PENDING'");
    }
}
