package dev.ordersaga.system;

import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.system.Customers.Wish;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Very many orders at once that ask for the same, of which there is enough for ten. */
final class Rush {

    private static final int ORDERS = Flood.size(1_000, 200);
    private static final int ENOUGH_FOR = 10;
    private static final long PRICE = 700;
    private static final int PLENTY = 1_000_000;

    private final RunningSystem system;
    private final Customers customers;

    Rush(RunningSystem system) {
        this.system = system;
        this.customers = new Customers(system);
    }

    /** One user, whose points cover ten orders. */
    List<String> forPoints(long productId) {
        system.product(productId, PRICE, PLENTY, true);
        long user = system.user(ENOUGH_FOR * PRICE);
        return tenOf(new Wish(user, productId, 1), "REJECT_DURING_PAYMENT")
                .unless(system.pointsOf(user) == 0, "the user has points left")
                .all();
    }

    /** One product, of which ten portions are left. */
    List<String> forPortions(long productId) {
        system.product(productId, PRICE, ENOUGH_FOR, true);
        long user = system.user(PLENTY * PRICE);
        return tenOf(new Wish(user, productId, 1), "TICKET_REJECTED")
                .unless(
                        system.pointsOf(user) == (PLENTY - ENOUGH_FOR) * PRICE,
                        "the user has not paid for ten orders")
                .all();
    }

    private Violations tenOf(Wish wish, String refusal) {
        List<String> orders = customers.place(Collections.nCopies(ORDERS, wish));
        Map<String, Long> outcomes =
                orders.stream()
                        .collect(Collectors.groupingBy(customers::outcome, Collectors.counting()));
        Map<String, Long> expected = new HashMap<>();
        expected.put("APPROVED", (long) ENOUGH_FOR);
        expected.put(refusal, (long) ORDERS - ENOUGH_FOR);
        return new Violations()
                .unless(outcomes.equals(expected), "the orders ended as " + outcomes)
                .auditOf(system);
    }
}
