package dev.ordersaga.infra.audit;

/** What the order service says of an order. */
record Order(String status, long userId, long total, String currency) {

    boolean isApproved() {
        return status.equals("APPROVED");
    }

    /** It has ended, and nothing of it may remain. */
    boolean isUndone() {
        return status.equals("REJECTED") || status.equals("CANCELLED");
    }
}
