package dev.ordersaga.system.model;

import static dev.ordersaga.system.model.Guard.without;
import static dev.ordersaga.system.model.WrongRules.detour;
import static dev.ordersaga.system.model.WrongRules.forgettingCancels;
import static dev.ordersaga.system.model.WrongRules.forwardOrder;
import static dev.ordersaga.system.model.WrongRules.impatient;
import static dev.ordersaga.system.model.WrongRules.refundFirst;
import static dev.ordersaga.system.model.WrongRules.takingEveryReply;

import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import java.util.Set;

/** The system without one of its guards. */
enum Mutant {
    // Of placing an order.

    WITHOUT_THE_AWAITED_ID(takingEveryReply(PlaceOrderSaga.class)),
    WITHOUT_COMPARE_AND_SET_OF_TIMERS(without(Guard.COMPARE_AND_SET)),
    WITHOUT_UNDOING_A_TICKET_OF_UNKNOWN_OUTCOME(
            detour(Step.CREATE_TICKET, Step.REJECT_TICKET, Step.REJECTED)),
    WITHOUT_UNDOING_A_PAYMENT_OF_UNKNOWN_OUTCOME(detour(Step.PAY, Step.REFUND, Step.REJECT_TICKET)),
    WITHOUT_UNDOING_THE_PAYMENT(detour(Step.APPROVE_TICKET, Step.REFUND, Step.REJECT_TICKET)),
    WITHOUT_UNDOING_THE_TICKET(detour(Step.REFUND, Step.REJECT_TICKET, Step.REJECTED)),
    WITHOUT_UNDOING_UNTIL_IT_IS_ANSWERED(impatient(Step.REFUND, Step.REJECT_TICKET)),
    WITHOUT_REVERSE_ORDER(forwardOrder(), Invariant.UNDONE_IN_REVERSE_ORDER),
    WITHOUT_THE_RECALL_OF_THE_PIVOT(detour(Step.APPROVE_TICKET, Step.RECALL_TICKET, Step.REFUND)),
    WITHOUT_THE_OUTBOX(without(Guard.OUTBOX)),
    WITHOUT_THE_INBOX(without(Guard.INBOX)),
    WITHOUT_THE_KITCHENS_TOMBSTONE(without(Guard.TICKET_TOMBSTONE)),
    WITHOUT_THE_PAYMENTS_TOMBSTONE(without(Guard.PAYMENT_TOMBSTONE)),
    WITHOUT_THE_POINTS_TOMBSTONE(without(Guard.POINTS_TOMBSTONE)),
    WITHOUT_THE_PAYMENTS_AWAITED_STEP(without(Guard.AWAITED_STEP)),
    WITHOUT_RESTORING_POINTS_OF_UNKNOWN_OUTCOME(without(Guard.RESTORING_WHAT_IS_UNKNOWN)),
    WITHOUT_CONDITIONAL_UPDATE_OF_POINTS(
            without(Guard.CONDITIONAL_UPDATE), Invariant.NO_BALANCE_BELOW_ZERO),
    WITHOUT_INBOX_OR_KEY_OF_CHARGES(
            without(Guard.INBOX, Guard.ONE_CHARGE), Invariant.NEVER_CHARGED_TWICE),
    WITHOUT_INBOX_OR_KEY_OF_REFUNDS(
            without(Guard.INBOX, Guard.ONE_REFUND), Invariant.NEVER_REFUNDED_MORE_THAN_PAID),

    // Of cancelling it.

    WITHOUT_REMEMBERING_A_CANCEL(forgettingCancels()),
    WITHOUT_CANCELLING_WHAT_WAS_APPROVED_MEANWHILE(without(Guard.REMEMBERED_CANCEL)),
    WITHOUT_UNDOING_WHAT_A_CANCEL_INTERRUPTS(detour(Step.PAY, Step.REFUND, Step.CANCELLED)),
    WITHOUT_ASKING_WHETHER_IT_COOKS(
            without(Guard.NO_CANCELLATION_OF_WHAT_COOKS), Invariant.NOTHING_IS_COOKED_UNPAID),
    WITHOUT_ASKING_THE_KITCHEN_FIRST(refundFirst(), Invariant.NOTHING_IS_COOKED_UNPAID),
    WITHOUT_REFUNDING_WHAT_IS_CANCELLED(
            detour(
                    CancelOrderSaga.Step.CANCEL_TICKET,
                    CancelOrderSaga.Step.REFUND,
                    CancelOrderSaga.Step.CANCELLED)),
    WITHOUT_WAITING_FOR_THE_REFUND(
            impatient(CancelOrderSaga.Step.REFUND, CancelOrderSaga.Step.CANCELLED)),
    WITHOUT_WAITING_FOR_THE_KITCHEN(
            impatient(CancelOrderSaga.Step.CANCEL_TICKET, CancelOrderSaga.Step.REFUND)),
    WITHOUT_THE_AWAITED_ID_IN_CANCELLING(
            takingEveryReply(CancelOrderSaga.class), Invariant.NOTHING_ASKED_FOR_IS_ILLEGAL);

    private final OrderRules rules;
    private final Set<Guard> guards;
    private final Set<Invariant> breaks;

    Mutant(OrderRules rules) {
        this(rules, Guard.ALL, Invariant.HARM);
    }

    Mutant(OrderRules rules, Invariant breaks) {
        this(rules, Guard.ALL, Set.of(breaks));
    }

    Mutant(Set<Guard> guards) {
        this(new OrderRules(), guards, Invariant.HARM);
    }

    Mutant(Set<Guard> guards, Invariant breaks) {
        this(new OrderRules(), guards, Set.of(breaks));
    }

    Mutant(OrderRules rules, Set<Guard> guards, Set<Invariant> breaks) {
        this.rules = rules;
        this.guards = guards;
        this.breaks = breaks;
    }

    Network network() {
        return new Network(rules, guards);
    }

    Scenario scenario() {
        return compareTo(WITHOUT_REMEMBERING_A_CANCEL) < 0
                ? Scenario.placing(Budget.of(1, 1, 1, 1))
                : Scenario.cancelling(1, Budget.of(1, 1, 1, 0));
    }

    /** The invariants of which one must be seen broken: real harm, where the guard averts any. */
    Set<Invariant> breaks() {
        return breaks;
    }
}
