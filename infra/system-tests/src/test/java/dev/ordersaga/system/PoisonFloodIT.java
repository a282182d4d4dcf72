package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.system.Customers.Wish;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Very many messages that nobody can take, into every queue, while orders are placed. */
class PoisonFloodIT {

    static final long PRODUCT = 7201;

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int LETTERS = Flood.size(50_000, 1_200);
    private static final int AT_A_TIME = 500;
    private static final int ORDERS_AT_ONCE = 20;
    private static final int RICH = 1_000_000_000;

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);
    private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void areAllDeadLettersWithAReasonAndNoOrderWaitsForThem() throws Exception {
        SYSTEM.product(PRODUCT, 100, 1_000_000, true);
        Wish wish = new Wish(SYSTEM.user(RICH), PRODUCT, 1);
        try (Flood flood = new Flood(SYSTEM.virtualHost())) {
            for (WorkQueue queue : WorkQueue.values()) {
                flood.take(queue.deadLetterQueue(), this::bury);
            }
            Poison poison = new Poison(7);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(poison, flood));

            int approvedMeanwhile = 0;
            while (!sending.isCompletedExceptionally() && reasons.size() < LETTERS / 2) {
                approvedMeanwhile += approved(wish);
            }
            assertThat(approvedMeanwhile).isPositive();
            sending.join();
            Awaitility.await("all are buried")
                    .atMost(Flood.PATIENCE)
                    .until(() -> reasons.size() == LETTERS);
        }
        assertThat(reasons.values()).allSatisfy(PoisonFloodIT::isAReason);
        assertThat(kindsOf(reasons.values())).hasSizeGreaterThan(6);
        approved(wish);
        quiet.await();
        quiet.assertNothingIsDead();
        assertThat(new Violations().auditOf(SYSTEM).all()).isEmpty();
    }

    private static void send(Poison poison, Flood flood) {
        try {
            for (int from = 0; from < LETTERS; from += AT_A_TIME) {
                flood.send(
                        IntStream.range(from, Math.min(LETTERS, from + AT_A_TIME))
                                .mapToObj(poison::letter)
                                .toList());
            }
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void bury(Delivery letter) {
        Map<String, Object> headers = letter.getProperties().getHeaders();
        reasons.put((Integer) headers.get(Poison.NUMBER), headers.get("x-reason").toString());
    }

    /** Places some orders and waits for their approval. */
    private int approved(Wish wish) {
        List<String> orders = customers.place(Collections.nCopies(ORDERS_AT_ONCE, wish));
        assertThat(orders).allMatch(order -> customers.outcome(order).equals("APPROVED"));
        return orders.size();
    }

    private static void isAReason(String reason) {
        assertThat(reason).matches("unreadable: .+|gave up after 3 attempts: .+");
    }

    /** Without the places in the bodies. */
    private static Set<String> kindsOf(Collection<String> all) {
        return all.stream()
                .map(reason -> reason.replaceFirst(" at byte .*", ""))
                .collect(Collectors.toSet());
    }
}
