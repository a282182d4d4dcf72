package dev.ordersaga.system.model;

/**
 * What everybody knows at one moment.
 *
 * @param quiet nothing is on its way
 */
record Snapshot(
        Orders.State orders,
        Kitchen.State kitchen,
        Payments.State payments,
        Users.State users,
        boolean quiet) {

    /** Nothing will happen any more. */
    boolean isEnd() {
        return quiet && orders.isAtRest() && payments.isAtRest();
    }

    boolean hasAnswered(String commandId) {
        return kitchen.inbox().hasAnswered(commandId)
                || payments.inbox().hasAnswered(commandId)
                || users.inbox().hasAnswered(commandId);
    }

    @Override
    public String toString() {
        return orders + ", " + kitchen + ", " + payments + ", " + users;
    }
}
