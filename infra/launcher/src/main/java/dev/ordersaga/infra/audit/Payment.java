package dev.ordersaga.infra.audit;

import java.util.Set;

/** What the payment service says of the payment of an order. */
record Payment(String status, long userId, long amount, String currency) {

    private static final Set<String> NOTHING_CHARGED = Set.of("FAILED", "REFUNDED");

    boolean isCompleted() {
        return status.equals("COMPLETED");
    }

    boolean chargesNothing() {
        return NOTHING_CHARGED.contains(status);
    }

    boolean pays(Order order) {
        return isCompleted()
                && userId == order.userId()
                && amount == order.total()
                && currency.equals(order.currency());
    }
}
