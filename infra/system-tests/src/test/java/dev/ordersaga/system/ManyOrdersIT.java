package dev.ordersaga.system;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 500 orders of every outcome, 50 at once. */
class ManyOrdersIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int RICH = 1_000_000;
    private static final int PRICE = 500;
    private static final int FEW_PORTIONS = 30;

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @Test
    void endInTheirRightStateAndLeaveNothingBehind() {
        long rich = SYSTEM.user(RICH);
        long poor = SYSTEM.user(10 * PRICE);
        long abnormal = SYSTEM.user(RICH);
        SYSTEM.api("user").put("/users/" + abnormal + "/status", "{\"status\":\"ABNORMAL\"}");
        SYSTEM.product(2001, PRICE, 100_000, true);
        SYSTEM.product(2002, PRICE, FEW_PORTIONS, true);
        SYSTEM.product(2003, PRICE, 100_000, false);

        List<Wish> wishes = new ArrayList<>();
        wishes.addAll(Collections.nCopies(200, new Wish(rich, 2001, 1)));
        wishes.addAll(Collections.nCopies(60, new Wish(rich, 2002, 1)));
        wishes.addAll(Collections.nCopies(60, new Wish(poor, 2001, 1)));
        wishes.addAll(Collections.nCopies(60, new Wish(abnormal, 2001, 1)));
        wishes.addAll(Collections.nCopies(60, new Wish(rich, 2003, 1)));
        wishes.addAll(Collections.nCopies(40, new Wish(RunningSystem.NOBODY, 2001, 1)));
        Collections.shuffle(wishes, new Random(1));

        Map<Wish, List<String>> outcomes = outcomes(wishes);
        assertThat(outcomes.get(new Wish(rich, 2001, 1))).containsOnly("APPROVED").hasSize(200);
        assertThat(frequency(outcomes.get(new Wish(rich, 2002, 1)), "APPROVED"))
                .isEqualTo(FEW_PORTIONS);
        assertThat(frequency(outcomes.get(new Wish(rich, 2002, 1)), "TICKET_REJECTED"))
                .isEqualTo(60 - FEW_PORTIONS);
        assertThat(frequency(outcomes.get(new Wish(poor, 2001, 1)), "APPROVED")).isEqualTo(10);
        assertThat(frequency(outcomes.get(new Wish(poor, 2001, 1)), "REJECT_DURING_PAYMENT"))
                .isEqualTo(50);
        assertThat(outcomes.get(new Wish(abnormal, 2001, 1))).containsOnly("USER_ABNORMAL");
        assertThat(outcomes.get(new Wish(rich, 2003, 1))).containsOnly("PRODUCT_UNAVAILABLE");
        assertThat(outcomes.get(new Wish(RunningSystem.NOBODY, 2001, 1)))
                .containsOnly("USER_UNKNOWN");

        quiet.await();
        long waiting = SYSTEM.api("kitchen").get("/kitchen").get("waiting").longValue();
        SYSTEM.openKitchen(waiting);
        assertThat(outcomes(Collections.nCopies(20, new Wish(rich, 2001, 1))).values())
                .allSatisfy(all -> assertThat(all).containsOnly("FULL_WAITING"));
        SYSTEM.openKitchen(1_000_000);

        quiet.await();
        quiet.assertNothingIsDead();
        quiet.assertLedgerIsBalanced();
        assertThat(SYSTEM.pointsOf(rich)).isEqualTo(RICH - PRICE * (200L + FEW_PORTIONS));
        assertThat(SYSTEM.pointsOf(poor)).isZero();
        assertThat(SYSTEM.pointsOf(abnormal)).isEqualTo(RICH);
        assertThat(waiting)
                .isEqualTo(
                        SYSTEM.number(
                                "kitchen",
                                "SELECT COUNT(*) FROM ticket WHERE status IN ('PENDING',"
                                        + " 'APPROVED')"));
    }

    private Map<Wish, List<String>> outcomes(List<Wish> wishes) {
        List<String> orderIds = customers.place(wishes);
        Map<Wish, List<String>> outcomes = new LinkedHashMap<>();
        for (int index = 0; index < wishes.size(); index++) {
            outcomes.computeIfAbsent(wishes.get(index), _ -> new ArrayList<>())
                    .add(customers.outcome(orderIds.get(index)));
        }
        return outcomes;
    }
}
