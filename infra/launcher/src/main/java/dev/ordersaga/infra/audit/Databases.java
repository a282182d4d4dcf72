package dev.ordersaga.infra.audit;

import dev.ordersaga.infra.run.ServerUrl;
import java.sql.SQLException;
import java.util.Map;

/** The four databases, with the rows that are compared across them, each sorted by its key. */
record Databases(Database order, Database user, Database kitchen, Database payment) {

    static Databases of(Map<String, String> env) {
        return new Databases(
                named("ORDER_DATABASE_URL", env),
                named("USER_DATABASE_URL", env),
                named("KITCHEN_DATABASE_URL", env),
                named("PAYMENT_DATABASE_URL", env));
    }

    private static Database named(String name, Map<String, String> env) {
        return new Database(ServerUrl.parse(name, env.getOrDefault(name, "")));
    }

    /** Opens a query now, so that what is opened later is seen no earlier. */
    @FunctionalInterface
    interface Source<T> {

        SortedRows<T> open() throws SQLException;
    }

    /** Compares two; the first is read as it was before the second was. */
    static <L, R> void compare(Source<L> first, Source<R> second, Merge.Meeting<L, R> meeting)
            throws SQLException {
        try (SortedRows<L> lefts = first.open();
                SortedRows<R> rights = second.open()) {
            Merge.sorted(lefts, rights, meeting);
        }
    }

    /** By order id. */
    SortedRows<Order> orders() throws SQLException {
        return order.rows(
                "SELECT order_id, status, user_id, COALESCE(total, 0), COALESCE(currency, '')"
                        + " FROM orders ORDER BY order_id",
                (row, _) ->
                        new Order(
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5)));
    }

    /** By order id. */
    SortedRows<Ticket> tickets() throws SQLException {
        return kitchen.rows(
                "SELECT order_id, status FROM ticket ORDER BY order_id",
                (row, _) -> new Ticket(row.getString(2)));
    }

    /** By order id. */
    SortedRows<Payment> payments() throws SQLException {
        return payments("order_id");
    }

    /** By payment id. */
    SortedRows<Payment> paymentsByTheirId() throws SQLException {
        return payments("payment_id");
    }

    private SortedRows<Payment> payments(String key) throws SQLException {
        return payment.rows(
                "SELECT %s, status, user_id, amount, currency FROM payments ORDER BY 1"
                        .formatted(key),
                (row, _) ->
                        new Payment(
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5)));
    }

    /** By payment id. */
    SortedRows<PointsUse> pointsUses() throws SQLException {
        return user.rows(
                "SELECT payment_id, status, user_id, COALESCE(amount, 0), COALESCE(currency, '')"
                        + " FROM points_use ORDER BY payment_id",
                (row, _) ->
                        new PointsUse(
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5)));
    }
}
