package dev.ordersaga.infra.audit;

import dev.ordersaga.infra.terminal.Failure;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the databases say became of orders and points, for somebody who keeps a count of his own.
 *
 * @param orders the status of each, by id
 * @param charges how often points were used for each order
 * @param refunds how often they were given back
 * @param balances the points of each user
 * @param spent what the approved orders of each user cost together
 */
public record Books(
        Map<String, String> orders,
        Map<String, Integer> charges,
        Map<String, Integer> refunds,
        Map<Long, Long> balances,
        Map<Long, Long> spent) {

    public Books {
        orders = Map.copyOf(orders);
        charges = Map.copyOf(charges);
        refunds = Map.copyOf(refunds);
        balances = Map.copyOf(balances);
        spent = Map.copyOf(spent);
    }

    /**
     * Reads them.
     *
     * @param env has the addresses, as for {@link Audit#of}
     * @throws Failure if they cannot be read
     */
    public static Books of(Map<String, String> env) {
        try {
            return read(Databases.of(env));
        } catch (SQLException | SortedRows.Lost e) {
            throw Failure.failed("The books cannot be read: %s".formatted(e.getMessage()));
        }
    }

    private static Books read(Databases all) throws SQLException {
        Map<String, String> orders = new HashMap<>();
        Map<Long, Long> spent = new HashMap<>();
        try (SortedRows<Order> rows = all.orders()) {
            rows.forEachRemaining(
                    row -> {
                        orders.put(row.key(), row.value().status());
                        if (row.value().isApproved()) {
                            spent.merge(row.value().userId(), row.value().total(), Long::sum);
                        }
                    });
        }
        Map<String, String> orderOfPayment = orderOfPayment(all);
        return new Books(
                orders,
                transfers(all, "USE", orderOfPayment),
                transfers(all, "RESTORE", orderOfPayment),
                balances(all),
                spent);
    }

    private static Map<String, String> orderOfPayment(Databases all) throws SQLException {
        Map<String, String> orders = new HashMap<>();
        try (SortedRows<String> rows =
                all.payment()
                        .rows(
                                "SELECT order_id, LOWER(HEX(payment_id)) FROM payments",
                                (row, _) -> row.getString(2))) {
            rows.forEachRemaining(row -> orders.put(row.value(), row.key()));
        }
        return orders;
    }

    /** Transfers of unknown payments are counted under the payment's own id. */
    private static Map<String, Integer> transfers(
            Databases all, String kind, Map<String, String> orderOfPayment) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (SortedRows<String> rows =
                all.user()
                        .rows(
                                "SELECT id, REPLACE(reference, '-', '') FROM ledger_transfer"
                                        + " WHERE kind = '%s'".formatted(kind),
                                (row, _) -> row.getString(2))) {
            rows.forEachRemaining(
                    row ->
                            counts.merge(
                                    orderOfPayment.getOrDefault(row.value(), row.value()),
                                    1,
                                    Integer::sum));
        }
        return counts;
    }

    private static Map<Long, Long> balances(Databases all) throws SQLException {
        Map<Long, Long> balances = new HashMap<>();
        try (SortedRows<Long> rows =
                all.user()
                        .rows(
                                "SELECT user_id, balance FROM points_account",
                                (row, _) -> row.getLong(2))) {
            rows.forEachRemaining(row -> balances.put(Long.valueOf(row.key()), row.value()));
        }
        return balances;
    }
}
