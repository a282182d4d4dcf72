package dev.ordersaga.infra.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * That the four services agree on what became of each order.
 *
 * <p>An ended order is read before its ticket and its payment, which are final by then; a ticket or
 * payment is read before its order, which was there before. So orders on their way are no violation
 * of anything, but for an approved one that is cancelled at this very moment: a second look, after
 * it, finds none.
 */
final class AcrossServices {

    private final Databases all;

    AcrossServices(Databases all) {
        this.all = all;
    }

    List<Invariant> invariants(Duration longestOrder) {
        return List.of(
                new Invariant(
                        "orders end within %d s".formatted(longestOrder.toSeconds()),
                        unended(longestOrder)),
                new Invariant("tickets belong to an order", this::ticketsWithoutOrder),
                new Invariant("payments belong to an order", this::paymentsWithoutOrder),
                new Invariant(
                        "orders are charged at most once: points are used by their one payment",
                        this::pointsWithoutPayment),
                new Invariant("approved orders have an approved ticket", this::approvedTickets),
                new Invariant(
                        "approved orders have a completed payment of their price",
                        this::completedPayments),
                new Invariant(
                        "completed payments have used points of exactly their price",
                        this::usedPoints),
                new Invariant(
                        "rejected and cancelled orders have no live ticket", this::liveTickets),
                new Invariant(
                        "rejected and cancelled orders are not charged", this::standingPayments),
                new Invariant(
                        "failed and refunded payments hold no points", this::pointsNotGivenBack));
    }

    private Invariant.Check unended(Duration longest) {
        return all.order()
                .without(
                        """
                        SELECT order_id FROM orders
                        WHERE status = 'PENDING' AND created_at < UTC_TIMESTAMP(6) - INTERVAL %1$d SECOND
                           OR status = 'CANCEL_PENDING' AND updated_at < UTC_TIMESTAMP(6) - INTERVAL %1$d SECOND
                        """
                                .formatted(longest.toSeconds()));
    }

    private void ticketsWithoutOrder(Tally tally) throws SQLException {
        Databases.compare(
                all::tickets,
                all::orders,
                (id, ticket, order) -> tell(tally, id, ticket.isPresent() && order.isEmpty()));
    }

    private void paymentsWithoutOrder(Tally tally) throws SQLException {
        Databases.compare(
                all::payments,
                all::orders,
                (id, payment, order) -> tell(tally, id, payment.isPresent() && order.isEmpty()));
    }

    private void pointsWithoutPayment(Tally tally) throws SQLException {
        Databases.compare(
                all::pointsUses,
                all::paymentsByTheirId,
                (id, use, payment) -> tell(tally, id, use.isPresent() && payment.isEmpty()));
    }

    private void approvedTickets(Tally tally) throws SQLException {
        Databases.compare(
                all::orders,
                all::tickets,
                (id, order, ticket) ->
                        tell(
                                tally,
                                id,
                                order.filter(Order::isApproved).isPresent()
                                        && ticket.filter(Ticket::isApproved).isEmpty()));
    }

    private void completedPayments(Tally tally) throws SQLException {
        Databases.compare(
                all::orders,
                all::payments,
                (id, order, payment) ->
                        tell(
                                tally,
                                id,
                                order.filter(Order::isApproved)
                                        .filter(it -> isUnpaid(it, payment))
                                        .isPresent()));
    }

    private static boolean isUnpaid(Order order, Optional<Payment> payment) {
        return payment.filter(it -> it.pays(order)).isEmpty();
    }

    private void usedPoints(Tally tally) throws SQLException {
        Databases.compare(
                all::paymentsByTheirId,
                all::pointsUses,
                (id, payment, use) ->
                        tell(
                                tally,
                                id,
                                payment.filter(Payment::isCompleted)
                                        .filter(it -> isUncovered(it, use))
                                        .isPresent()));
    }

    private static boolean isUncovered(Payment payment, Optional<PointsUse> use) {
        return use.filter(it -> it.pay(payment)).isEmpty();
    }

    private void liveTickets(Tally tally) throws SQLException {
        Databases.compare(
                all::orders,
                all::tickets,
                (id, order, ticket) ->
                        tell(
                                tally,
                                id,
                                order.filter(Order::isUndone).isPresent()
                                        && ticket.filter(Ticket::isLive).isPresent()));
    }

    private void standingPayments(Tally tally) throws SQLException {
        Databases.compare(
                all::orders,
                all::payments,
                (id, order, payment) ->
                        tell(
                                tally,
                                id,
                                order.filter(Order::isUndone).isPresent()
                                        && payment.filter(it -> !it.chargesNothing()).isPresent()));
    }

    private void pointsNotGivenBack(Tally tally) throws SQLException {
        Databases.compare(
                all::paymentsByTheirId,
                all::pointsUses,
                (id, payment, use) ->
                        tell(
                                tally,
                                id,
                                payment.filter(Payment::chargesNothing).isPresent()
                                        && use.filter(PointsUse::areHeld).isPresent()));
    }

    private static void tell(Tally tally, String id, boolean violated) {
        if (violated) {
            tally.violation(id);
        }
    }
}
