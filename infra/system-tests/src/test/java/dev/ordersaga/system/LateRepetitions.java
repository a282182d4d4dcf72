package dev.ordersaga.system;

import dev.ordersaga.system.Customers.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Orders are refused for want of something; then it is there, and all messages come again. Nothing
 * but the inbox knows that they were refused before.
 */
final class LateRepetitions {

    private static final int ORDERS = 10;
    private static final long PRICE = 300;
    private static final int PLENTY = 1_000_000;

    private final RunningSystem system;
    private final Customers customers;

    LateRepetitions(RunningSystem system) {
        this.system = system;
        this.customers = new Customers(system);
    }

    /**
     * Takes two products of its own.
     *
     * @return what has been done wrong
     */
    List<String> violations(long onTheMenu, long withdrawn) throws Exception {
        system.product(onTheMenu, PRICE, PLENTY, true);
        system.product(withdrawn, PRICE, PLENTY, false);
        long poor = system.user(0);
        List<Wish> wishes = new ArrayList<>();
        wishes.addAll(Collections.nCopies(ORDERS, new Wish(poor, onTheMenu, 1)));
        wishes.addAll(Collections.nCopies(ORDERS, new Wish(poor, withdrawn, 1)));
        Violations found = new Violations();
        try (WireTap tap = new WireTap(system)) {
            for (String order : customers.place(wishes)) {
                String outcome = customers.outcome(order);
                found.unless(isRefusal(outcome), "an order is " + outcome);
            }
            new Quiet(system).await();
            system.product(withdrawn, PRICE, PLENTY, true);
            system.credit(poor, ORDERS * PRICE, "late");

            tap.repeatAllShuffled(9);
            endOneMore(onTheMenu);
        }
        return found.auditOf(system)
                .unless(system.pointsOf(poor) == ORDERS * PRICE, "refused orders were charged")
                .all();
    }

    private static boolean isRefusal(String outcome) {
        return outcome.equals("REJECT_DURING_PAYMENT") || outcome.equals("PRODUCT_UNAVAILABLE");
    }

    /** Its messages come behind all others, so that those have been handled when it ends. */
    private void endOneMore(long productId) {
        long user = system.user(PRICE);
        customers.awaitEnd(customers.place(new Wish(user, productId, 1)));
    }
}
