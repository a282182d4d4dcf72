package dev.ordersaga.system.model;

import static dev.ordersaga.kitchen.domain.TicketStatus.APPROVED;
import static dev.ordersaga.kitchen.domain.TicketStatus.PICKED_UP;
import static dev.ordersaga.kitchen.domain.TicketStatus.READY;
import static dev.ordersaga.kitchen.domain.TicketStatus.STARTED;

import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.payment.domain.PaymentStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What must hold: in every state, in every end, or of the states as a whole. */
enum Invariant {
    NEVER_CHARGED_TWICE(now -> now.users().charges() <= 1),
    NEVER_REFUNDED_MORE_THAN_PAID(now -> now.users().refunds() <= now.users().charges()),
    NO_BALANCE_BELOW_ZERO(now -> now.users().balance() >= 0),
    THE_KITCHEN_HOLDS_WHAT_THE_TICKET_NEEDS(
            now -> now.kitchen().stock().equals(needed(now.kitchen()))),
    NOTHING_IS_COOKED_UNPAID(now -> !mayCook(now.kitchen()) || now.users().holdsPoints()),
    UNDONE_IN_REVERSE_ORDER(
            now ->
                    now.orders().placing().step() != PlaceOrderSaga.Step.REJECT_TICKET
                            || !now.users().holdsPoints()),

    EVERY_ORDER_IS_DECIDED(
            atTheEnd(
                    now ->
                            !now.orders().isIn(OrderStatus.PENDING)
                                    && !now.orders().isIn(OrderStatus.CANCEL_PENDING))),
    APPROVED_EXACTLY_WHEN_TICKET_AND_PAYMENT_ARE(
            atTheEnd(now -> now.orders().isIn(OrderStatus.APPROVED) == isFulfilled(now))),
    REJECTED_OR_CANCELLED_EXACTLY_WHEN_NOTHING_IS_HELD(
            atTheEnd(
                    now ->
                            (now.orders().isIn(OrderStatus.REJECTED)
                                            || now.orders().isIn(OrderStatus.CANCELLED))
                                    == isUndone(now))),
    CANCELLED_EXACTLY_WHEN_ASKED_TO_AND_NOT_COOKED(
            atTheEnd(
                    now ->
                            now.orders().isIn(OrderStatus.CANCELLED)
                                    == (now.orders().unwanted() && !isCooked(now.kitchen())))),
    EVERYTHING_SENT_IS_ANSWERED_OR_UNDONE(
            atTheEnd(now -> now.orders().sent().stream().allMatch(id -> isSettled(id, now)))),

    /** No message makes production code throw. {@link Explorer} sees to it. */
    NOTHING_ASKED_FOR_IS_ILLEGAL(_ -> true),
    /**
     * So every run ends that does not put off for ever what can happen again and again. Of the
     * states as a whole: {@link Explorer} sees to it.
     */
    FROM_EVERY_STATE_AN_END_CAN_BE_REACHED(_ -> true);

    static final Set<Invariant> ALL = Collections.unmodifiableSet(EnumSet.allOf(Invariant.class));

    /** What a customer or the kitchen would notice. */
    static final Set<Invariant> HARM =
            Collections.unmodifiableSet(
                    EnumSet.complementOf(
                            EnumSet.of(
                                    UNDONE_IN_REVERSE_ORDER,
                                    EVERYTHING_SENT_IS_ANSWERED_OR_UNDONE,
                                    NOTHING_ASKED_FOR_IS_ILLEGAL)));

    private static final Set<TicketStatus> COOKED = EnumSet.of(STARTED, READY, PICKED_UP);
    private static final Set<TicketStatus> MAY_COOK =
            EnumSet.of(APPROVED, STARTED, READY, PICKED_UP);

    private final Predicate<Snapshot> holds;

    Invariant(Predicate<Snapshot> holds) {
        this.holds = holds;
    }

    /** The first of these that a state breaks. */
    static Optional<Invariant> brokenIn(Snapshot now, Set<Invariant> these) {
        for (Invariant one : these) {
            if (!one.holds.test(now)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static Predicate<Snapshot> atTheEnd(Predicate<Snapshot> holds) {
        return now -> !now.isEnd() || holds.test(now);
    }

    private static Stock needed(Kitchen.State kitchen) {
        return kitchen.ticket() == null
                ? Stock.NOTHING
                : switch (kitchen.ticket().status()) {
                    case PENDING -> Stock.PLACE;
                    case APPROVED -> Stock.PLACE.plus(Stock.PORTION);
                    case STARTED, READY, PICKED_UP -> Stock.PORTION;
                    case REJECTED, CANCELLED -> Stock.NOTHING;
                };
    }

    private static boolean mayCook(Kitchen.State kitchen) {
        return kitchen.hasTicketIn(MAY_COOK);
    }

    private static boolean isCooked(Kitchen.State kitchen) {
        return kitchen.hasTicketIn(COOKED);
    }

    private static boolean isFulfilled(Snapshot now) {
        return mayCook(now.kitchen())
                && now.payments().isIn(PaymentStatus.COMPLETED)
                && now.users().holdsPoints();
    }

    private static boolean isUndone(Snapshot now) {
        return now.kitchen().stock().equals(Stock.NOTHING)
                && !now.payments().isIn(PaymentStatus.COMPLETED)
                && !now.users().holdsPoints();
    }

    /** The verification has no effect, so that nothing is to be undone. */
    private static boolean isSettled(String sent, Snapshot now) {
        return sent.contains("user.verify")
                || now.hasAnswered(sent)
                || now.hasAnswered(sent.replace(":action", ":compensation"));
    }
}
