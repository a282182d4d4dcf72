package dev.ordersaga.system.model;

import static java.time.Instant.EPOCH;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.Transition;
import dev.ordersaga.system.model.Message.Alarm;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import dev.ordersaga.system.model.Message.CancelRequested;
import dev.ordersaga.system.model.Message.GaveUp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order service, with the production order and sagas. A saga is given every copy of a reply:
 * the service's own inbox would only hide some.
 */
record Orders(OrderRules rules, Set<Guard> guards) implements Actor<Orders.State> {

    /**
     * What it knows.
     *
     * @param cancelling null where there is none
     * @param sent the ids of the commands that have been sent
     * @param unwanted whether a request to cancel was accepted
     */
    record State(
            Order order,
            PlaceOrderSaga placing,
            @Nullable CancelOrderSaga cancelling,
            Set<String> sent,
            boolean unwanted) {

        State {
            sent = Set.copyOf(sent);
        }

        boolean isIn(OrderStatus status) {
            return order.status() == status;
        }

        boolean isAtRest() {
            return running().findAny().isEmpty();
        }

        private Stream<OrderSaga> running() {
            return Stream.<OrderSaga>of(placing, cancelling)
                    .filter(saga -> saga != null && !saga.step().isEnd());
        }

        private @Nullable OrderSaga sagaOf(String commandId) {
            return Facts.isOfCancelling(commandId) ? cancelling : placing;
        }

        private State with(OrderSaga saga) {
            return switch (saga) {
                case PlaceOrderSaga next -> new State(order, next, cancelling, sent, unwanted);
                case CancelOrderSaga next -> new State(order, placing, next, sent, unwanted);
            };
        }

        private State with(Order next) {
            return new State(next, placing, cancelling, sent, unwanted);
        }

        private State accepted() {
            return new State(order, placing, cancelling, sent, true);
        }

        private State noting(Asked command) {
            Set<String> more = new HashSet<>(sent);
            more.add(command.id());
            return new State(order, placing, cancelling, more, unwanted);
        }

        @Override
        public String toString() {
            String cancels = cancelling == null ? "" : ", cancelling " + cancelling.step();
            return "order " + order.status() + ", placing " + placing.step() + cancels;
        }
    }

    private static final PlaceOrderSaga PLACING =
            PlaceOrderSaga.start(Facts.TX, Facts.ORDER, Facts.USER, Facts.ITEMS);

    /** The saga's first command. */
    static Asked firstCommand() {
        return command(PLACING);
    }

    @Override
    public State start() {
        Order order = Order.place(Facts.ORDER, Facts.TX, Facts.USER, List.of(), EPOCH);
        return new State(order, PLACING, null, Set.of(firstCommand().id()), false);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        return List.of(
                switch (message) {
                    case Answered(var id, OrderSagaReply reply) ->
                            follow(state, rules.onReply(state.sagaOf(id), id, reply));
                    case GaveUp(var id, var _) ->
                            follow(state, rules.onFailure(state.sagaOf(id), id));
                    case Alarm(var _, var id, var seen) ->
                            follow(
                                    state,
                                    rules.onTimeout(
                                            seen == null ? state.sagaOf(id) : (OrderSaga) seen,
                                            id));
                    case CancelRequested _ -> cancel(state);
                    case Answered _, Asked _, Message.CookingBegins _ ->
                            throw new IllegalArgumentException("not for the orders: " + message);
                });
    }

    @Override
    public List<Alarm> alarms(State state) {
        return state.running()
                .map(
                        saga ->
                                new Alarm(
                                        Role.ORDER,
                                        saga.commandId(),
                                        guards.contains(Guard.COMPARE_AND_SET) ? null : saga))
                .toList();
    }

    /** What is refused changes nothing. */
    private Outcome<State> cancel(State state) {
        return switch (state.order().status()) {
            case PENDING -> follow(state.accepted(), rules.onCancel(state.placing()));
            case APPROVED ->
                    state.order().isCancellable()
                            ? startCancelling(state.accepted())
                            : new Outcome<>(state, List.of());
            case CANCEL_PENDING, CANCELLED, REJECTED -> new Outcome<>(state, List.of());
        };
    }

    private Outcome<State> startCancelling(State approved) {
        CancelOrderSaga saga = rules.startCancelling();
        return sending(approved.with(approved.order().requestCancel(EPOCH)).with(saga), saga);
    }

    private Outcome<State> follow(State state, Transition<?> transition) {
        return switch (transition) {
            case Transition.Ignored<?> _ -> new Outcome<>(state, List.of());
            case Transition.Awaits<?>(var saga) -> new Outcome<>(state.with(saga), List.of());
            case Transition.SendAgain<?>(var saga) ->
                    sending(state.with(Copies.counted(saga)), saga);
            case Transition.Advanced<?>(var saga) when saga.step().isEnd() ->
                    end(state.with(saga), saga);
            case Transition.Advanced<?>(var saga) -> sending(state.with(saga), saga);
        };
    }

    private Outcome<State> end(State state, OrderSaga saga) {
        State ended = state.with(Verdict.of(state.order(), saga));
        boolean unwanted =
                saga instanceof PlaceOrderSaga placed
                        && placed.cancelled()
                        && ended.order().isCancellable();
        return unwanted && guards.contains(Guard.REMEMBERED_CANCEL)
                ? startCancelling(ended)
                : new Outcome<>(ended, List.of());
    }

    private static Outcome<State> sending(State state, OrderSaga saga) {
        return new Outcome<>(state.noting(command(saga)), List.of(command(saga)));
    }

    private static Asked command(OrderSaga saga) {
        return new Asked(saga.commandId(), saga.command());
    }
}
