package dev.ordersaga.infra.audit;

/** What the user service says of the points of a payment. */
record PointsUse(String status, long userId, long amount, String currency) {

    boolean areHeld() {
        return status.equals("USED");
    }

    boolean pay(Payment payment) {
        return areHeld()
                && userId == payment.userId()
                && amount == payment.amount()
                && currency.equals(payment.currency());
    }
}
