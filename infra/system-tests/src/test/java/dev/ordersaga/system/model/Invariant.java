package dev.ordersaga.system.model;

import static dev.ordersaga.kitchen.domain.TicketStatus.APPROVED;
import static dev.ordersaga.kitchen.domain.TicketStatus.PENDING;

import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
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
    A_WAITING_TICKET_HAS_ONE_PLACE_IN_THE_WAITING_LINE(
            now -> now.kitchen().places() == (isWaiting(now.kitchen()) ? 1 : 0)),
    NOTHING_IS_COOKED_UNPAID(
            now -> !now.kitchen().hasTicketIn(Set.of(APPROVED)) || now.users().holdsPoints()),
    UNDONE_IN_REVERSE_ORDER(
            now -> now.orders().saga().step() != Step.REJECT_TICKET || !now.users().holdsPoints()),
    APPROVED_EXACTLY_WHEN_TICKET_AND_PAYMENT_ARE(
            atTheEnd(now -> (now.orders().saga().step() == Step.APPROVED) == isFulfilled(now))),
    REJECTED_EXACTLY_WHEN_NOTHING_IS_HELD(
            atTheEnd(now -> (now.orders().saga().step() == Step.REJECTED) == isUndone(now))),
    EVERYTHING_SENT_IS_ANSWERED_OR_UNDONE(
            atTheEnd(now -> now.orders().sent().stream().allMatch(step -> isSettled(step, now)))),
    /** No message makes production code throw. {@link Explorer} sees to it. */
    NOTHING_ASKED_FOR_IS_ILLEGAL(_ -> true),
    /** Of the states as a whole: {@link Explorer} sees to it. */
    FROM_EVERY_STATE_AN_END_CAN_BE_REACHED(_ -> true);

    static final Set<Invariant> ALL = Collections.unmodifiableSet(EnumSet.allOf(Invariant.class));

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

    private static boolean isWaiting(Kitchen.State kitchen) {
        return kitchen.hasTicketIn(Set.of(PENDING, APPROVED));
    }

    private static boolean isFulfilled(Snapshot now) {
        return now.kitchen().hasTicketIn(Set.of(APPROVED))
                && now.payments().isIn(PaymentStatus.COMPLETED)
                && now.users().holdsPoints();
    }

    private static boolean isUndone(Snapshot now) {
        return !isWaiting(now.kitchen())
                && !now.payments().isIn(PaymentStatus.COMPLETED)
                && !now.users().holdsPoints();
    }

    private static boolean isSettled(Step sent, Snapshot now) {
        Inbox kitchen = now.kitchen().inbox();
        Inbox payments = now.payments().inbox();
        return switch (sent) {
            case CREATE_TICKET ->
                    kitchen.hasAnswered(Facts.CREATE) || kitchen.hasAnswered(Facts.REJECT);
            case PAY -> payments.hasAnswered(Facts.PAY) || payments.hasAnswered(Facts.REFUND);
            case APPROVE_TICKET ->
                    kitchen.hasAnswered(Facts.APPROVE) || kitchen.hasAnswered(Facts.RECALL);
            case RECALL_TICKET -> kitchen.hasAnswered(Facts.RECALL);
            case REFUND -> payments.hasAnswered(Facts.REFUND);
            case REJECT_TICKET -> kitchen.hasAnswered(Facts.REJECT);
            // It has no effect, so that nothing is to be undone.
            case VERIFY_USER -> true;
            case APPROVED, REJECTED, CANCELLED -> true;
        };
    }
}
