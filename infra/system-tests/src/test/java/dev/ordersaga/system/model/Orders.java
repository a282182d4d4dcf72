package dev.ordersaga.system.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import dev.ordersaga.order.saga.Transition;
import dev.ordersaga.system.model.Message.Alarm;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import dev.ordersaga.system.model.Message.GaveUp;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The order service, with the production place-order saga. The saga is given every copy of a reply:
 * the service's own inbox would only hide some.
 */
record Orders(OrderRules rules, Set<Guard> guards) implements Actor<Orders.State> {

    /**
     * What it knows.
     *
     * @param sent the steps whose command has been sent
     */
    record State(PlaceOrderSaga saga, Set<Step> sent) {

        State {
            sent = Set.copyOf(sent);
        }

        boolean isAtRest() {
            return saga.step().isEnd();
        }

        @Override
        public String toString() {
            return "saga " + saga.step();
        }

        private Outcome<State> keep() {
            return new Outcome<>(this, List.of());
        }

        private static Outcome<State> at(PlaceOrderSaga next, Set<Step> sent) {
            return new Outcome<>(new State(next, sent), List.of());
        }

        private static Outcome<State> sending(PlaceOrderSaga next, Set<Step> sent) {
            Set<Step> more = EnumSet.of(next.step());
            more.addAll(sent);
            return new Outcome<>(
                    new State(next, more), List.of(new Asked(next.commandId(), next.command())));
        }
    }

    @Override
    public State start() {
        return new State(saga(), Set.of(Step.VERIFY_USER));
    }

    /** The saga's first command. */
    static Message firstCommand() {
        return new Asked(saga().commandId(), saga().command());
    }

    private static PlaceOrderSaga saga() {
        return PlaceOrderSaga.start(Facts.TX, Facts.ORDER, Facts.USER, Facts.ITEMS);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        PlaceOrderSaga saga = state.saga();
        return List.of(
                switch (message) {
                    case Answered(var id, OrderSagaReply reply) ->
                            follow(state, rules.onReply(saga, id, reply));
                    case GaveUp(var id, var _) -> follow(state, rules.onFailure(saga, id));
                    case Alarm(var _, var awaited, var seen) ->
                            follow(state, rules.onTimeout(seen(saga, seen), awaited));
                    case Answered _, Asked _ ->
                            throw new IllegalArgumentException("not for the orders: " + message);
                });
    }

    @Override
    public List<Alarm> alarms(State state) {
        PlaceOrderSaga saga = state.saga();
        return saga.step().isEnd()
                ? List.of()
                : List.of(
                        new Alarm(
                                Role.ORDER,
                                saga.commandId(),
                                guards.contains(Guard.COMPARE_AND_SET) ? null : saga));
    }

    private static PlaceOrderSaga seen(PlaceOrderSaga now, Object seen) {
        return seen == null ? now : (PlaceOrderSaga) seen;
    }

    private static Outcome<State> follow(State state, Transition<PlaceOrderSaga> transition) {
        return switch (transition) {
            case Transition.Ignored<PlaceOrderSaga> _, Transition.Awaits<PlaceOrderSaga> _ ->
                    state.keep();
            case Transition.SendAgain<PlaceOrderSaga>(var saga) ->
                    State.sending(counted(saga), state.sent());
            case Transition.Advanced<PlaceOrderSaga>(var saga) when saga.step().isEnd() ->
                    State.at(saga, state.sent());
            case Transition.Advanced<PlaceOrderSaga>(var saga) -> State.sending(saga, state.sent());
        };
    }

    /** As in {@link Payments}: a compensation is not counted beyond two. */
    private static PlaceOrderSaga counted(PlaceOrderSaga saga) {
        return switch (saga.step()) {
            case RECALL_TICKET, REFUND, REJECT_TICKET ->
                    new PlaceOrderSaga(
                            saga.txId(),
                            saga.orderId(),
                            saga.userId(),
                            saga.productItems(),
                            saga.step(),
                            Math.min(saga.sends(), 2),
                            saga.buyerName(),
                            saga.ticket(),
                            saga.reason(),
                            saga.cancelled());
            case VERIFY_USER, CREATE_TICKET, PAY, APPROVE_TICKET, APPROVED, REJECTED, CANCELLED ->
                    saga;
        };
    }
}
