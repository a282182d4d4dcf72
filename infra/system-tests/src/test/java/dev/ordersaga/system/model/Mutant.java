package dev.ordersaga.system.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import dev.ordersaga.order.saga.Transition;
import dev.ordersaga.order.saga.Transition.Advanced;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The system without one of its guards. */
enum Mutant {
    WITHOUT_THE_AWAITED_ID(
            Guard.ALL,
            new OrderRules() {
                @Override
                Transition<PlaceOrderSaga> onReply(
                        PlaceOrderSaga saga, String commandId, OrderSagaReply reply) {
                    return asIfAwaited(saga, commandId)
                            .map(awaiting -> awaiting.on(commandId, reply))
                            .orElseGet(() -> saga.on(commandId, reply));
                }
            }),
    WITHOUT_COMPARE_AND_SET_OF_TIMERS(Guard.without(Guard.COMPARE_AND_SET), new OrderRules()),
    WITHOUT_UNDOING_A_TICKET_OF_UNKNOWN_OUTCOME(
            Guard.ALL, detour(Step.CREATE_TICKET, Step.REJECT_TICKET, Step.REJECTED)),
    WITHOUT_UNDOING_A_PAYMENT_OF_UNKNOWN_OUTCOME(
            Guard.ALL, detour(Step.PAY, Step.REFUND, Step.REJECT_TICKET)),
    WITHOUT_UNDOING_THE_PAYMENT(
            Guard.ALL, detour(Step.APPROVE_TICKET, Step.REFUND, Step.REJECT_TICKET)),
    WITHOUT_UNDOING_THE_TICKET(Guard.ALL, detour(Step.REFUND, Step.REJECT_TICKET, Step.REJECTED)),
    WITHOUT_REVERSE_ORDER(Guard.ALL, forwardOrder()),
    WITHOUT_THE_RECALL_OF_THE_PIVOT(
            Guard.ALL, detour(Step.APPROVE_TICKET, Step.RECALL_TICKET, Step.REFUND)),
    WITHOUT_THE_OUTBOX(Guard.without(Guard.OUTBOX), new OrderRules()),
    WITHOUT_CONDITIONAL_UPDATE_OF_POINTS(Guard.without(Guard.CONDITIONAL_UPDATE), new OrderRules()),
    WITHOUT_THE_INBOX(Guard.without(Guard.INBOX), new OrderRules()),
    WITHOUT_THE_KITCHENS_TOMBSTONE(Guard.without(Guard.TICKET_TOMBSTONE), new OrderRules()),
    WITHOUT_THE_PAYMENTS_TOMBSTONE(Guard.without(Guard.PAYMENT_TOMBSTONE), new OrderRules()),
    WITHOUT_THE_POINTS_TOMBSTONE(Guard.without(Guard.POINTS_TOMBSTONE), new OrderRules()),
    WITHOUT_INBOX_OR_KEY_OF_CHARGES(Guard.without(Guard.INBOX, Guard.ONE_CHARGE), new OrderRules()),
    WITHOUT_INBOX_OR_KEY_OF_REFUNDS(Guard.without(Guard.INBOX, Guard.ONE_REFUND), new OrderRules());

    /** What a customer or the kitchen would notice. */
    private static final Set<Invariant> HARM =
            EnumSet.of(
                    Invariant.NEVER_CHARGED_TWICE,
                    Invariant.NEVER_REFUNDED_MORE_THAN_PAID,
                    Invariant.APPROVED_EXACTLY_WHEN_TICKET_AND_PAYMENT_ARE,
                    Invariant.REJECTED_EXACTLY_WHEN_NOTHING_IS_HELD,
                    Invariant.FROM_EVERY_STATE_AN_END_CAN_BE_REACHED);

    private final Set<Guard> guards;
    private final OrderRules rules;

    Mutant(Set<Guard> guards, OrderRules rules) {
        this.guards = guards;
        this.rules = rules;
    }

    Network network() {
        return new Network(rules, guards);
    }

    /** The invariants of which one must be seen broken: real harm, where the guard averts any. */
    Set<Invariant> breaks() {
        return switch (this) {
            case WITHOUT_REVERSE_ORDER -> EnumSet.of(Invariant.UNDONE_IN_REVERSE_ORDER);
            case WITHOUT_CONDITIONAL_UPDATE_OF_POINTS ->
                    EnumSet.of(Invariant.NO_BALANCE_BELOW_ZERO);
            case WITHOUT_INBOX_OR_KEY_OF_CHARGES -> EnumSet.of(Invariant.NEVER_CHARGED_TWICE);
            case WITHOUT_INBOX_OR_KEY_OF_REFUNDS ->
                    EnumSet.of(Invariant.NEVER_REFUNDED_MORE_THAN_PAID);
            case WITHOUT_THE_AWAITED_ID,
                    WITHOUT_COMPARE_AND_SET_OF_TIMERS,
                    WITHOUT_UNDOING_A_TICKET_OF_UNKNOWN_OUTCOME,
                    WITHOUT_UNDOING_A_PAYMENT_OF_UNKNOWN_OUTCOME,
                    WITHOUT_UNDOING_THE_PAYMENT,
                    WITHOUT_UNDOING_THE_TICKET,
                    WITHOUT_THE_RECALL_OF_THE_PIVOT,
                    WITHOUT_THE_OUTBOX,
                    WITHOUT_THE_INBOX,
                    WITHOUT_THE_KITCHENS_TOMBSTONE,
                    WITHOUT_THE_PAYMENTS_TOMBSTONE,
                    WITHOUT_THE_POINTS_TOMBSTONE ->
                    HARM;
        };
    }

    /** Where the production saga goes from one step to another, it goes to a third. */
    private static OrderRules detour(Step from, Step instead, Step to) {
        return new Rerouted() {
            @Override
            Step reroute(PlaceOrderSaga before, Step after) {
                return before.step() == from && after == instead ? to : after;
            }
        };
    }

    /** The ticket is undone first, and the payment then. */
    private static OrderRules forwardOrder() {
        return new Rerouted() {
            @Override
            Step reroute(PlaceOrderSaga before, Step after) {
                boolean payWasSent = before.ticket() != null;
                return switch (after) {
                    case REFUND -> Step.REJECT_TICKET;
                    case REJECT_TICKET -> before.step() == Step.REFUND ? Step.REJECTED : after;
                    case REJECTED -> payWasSent ? Step.REFUND : after;
                    case VERIFY_USER,
                            CREATE_TICKET,
                            PAY,
                            APPROVE_TICKET,
                            RECALL_TICKET,
                            APPROVED,
                            CANCELLED ->
                            after;
                };
            }
        };
    }

    /** The saga, at the step whose command has this id. */
    private static Optional<PlaceOrderSaga> asIfAwaited(PlaceOrderSaga saga, String commandId) {
        return Arrays.stream(Step.values())
                .filter(step -> !step.isEnd())
                .map(step -> at(saga, step))
                .filter(moved -> moved.commandId().equals(commandId))
                .findFirst();
    }

    private static PlaceOrderSaga at(PlaceOrderSaga saga, Step step) {
        return new PlaceOrderSaga(
                saga.txId(),
                saga.orderId(),
                saga.userId(),
                saga.productItems(),
                step,
                saga.sends(),
                saga.buyerName(),
                saga.ticket(),
                saga.reason(),
                saga.cancelled());
    }

    private abstract static class Rerouted extends OrderRules {

        abstract Step reroute(PlaceOrderSaga before, Step after);

        @Override
        Transition<PlaceOrderSaga> onReply(
                PlaceOrderSaga saga, String commandId, OrderSagaReply reply) {
            return rerouted(saga, saga.on(commandId, reply));
        }

        @Override
        Transition<PlaceOrderSaga> onFailure(PlaceOrderSaga saga, String commandId) {
            return rerouted(saga, saga.onFailure(commandId));
        }

        @Override
        Transition<PlaceOrderSaga> onTimeout(PlaceOrderSaga saga, String commandId) {
            return rerouted(saga, saga.onTimeout(commandId));
        }

        private Transition<PlaceOrderSaga> rerouted(
                PlaceOrderSaga before, Transition<PlaceOrderSaga> made) {
            return made instanceof Advanced<PlaceOrderSaga>(PlaceOrderSaga next)
                    ? new Advanced<>(at(next, reroute(before, next.step())))
                    : made;
        }
    }
}
