package dev.ordersaga.order.saga;

/** What something that arrives makes of a saga. */
public sealed interface Transition {

    /** The saga afterwards. */
    PlaceOrderSaga next();

    /** It goes on: its next command is to be sent, unless it has ended. */
    record Advanced(PlaceOrderSaga next) implements Transition {}

    /** It stays where it is, and the same command is to be sent again. */
    record SendAgain(PlaceOrderSaga next) implements Transition {}

    /** It goes on waiting: its deadline brings the same command again. */
    record Awaits(PlaceOrderSaga next) implements Transition {}

    /** It was not waiting for this: nothing changes. */
    record Ignored(PlaceOrderSaga next) implements Transition {}
}
