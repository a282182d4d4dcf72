package dev.ordersaga.order.saga;

/** What something that arrives makes of a saga. */
public sealed interface Transition<S extends OrderSaga> {

    /** The saga afterwards. */
    S next();

    /** It goes on: its next command is to be sent, unless it has ended. */
    record Advanced<S extends OrderSaga>(S next) implements Transition<S> {}

    /** It stays where it is, and the same command is to be sent again. */
    record SendAgain<S extends OrderSaga>(S next) implements Transition<S> {}

    /** It goes on waiting: its deadline brings the same command again. */
    record Awaits<S extends OrderSaga>(S next) implements Transition<S> {}

    /** It was not waiting for this: nothing changes. */
    record Ignored<S extends OrderSaga>(S next) implements Transition<S> {}
}
