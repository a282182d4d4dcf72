package dev.ordersaga.infra.audit;

import java.util.Set;

/** What the kitchen says of the ticket of an order. */
record Ticket(String status) {

    private static final Set<String> APPROVED = Set.of("APPROVED", "STARTED", "READY", "PICKED_UP");
    private static final Set<String> DEAD = Set.of("REJECTED", "CANCELLED");

    boolean isApproved() {
        return APPROVED.contains(status);
    }

    boolean isLive() {
        return !DEAD.contains(status);
    }
}
