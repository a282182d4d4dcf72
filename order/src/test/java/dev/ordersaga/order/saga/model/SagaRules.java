package dev.ordersaga.order.saga.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.Transition;

/** The production saga, called as it is. A mutant overrides what it does without. */
class SagaRules {

    Transition onReply(PlaceOrderSaga saga, String commandId, OrderSagaReply reply) {
        return saga.on(commandId, reply);
    }

    Transition onFailure(PlaceOrderSaga saga, String commandId) {
        return saga.onFailure(commandId);
    }

    /**
     * An instance acts on a time-out that it noticed earlier.
     *
     * @param saga as it is now
     * @param seen as it was then
     */
    Transition onTimeout(PlaceOrderSaga saga, PlaceOrderSaga seen) {
        return saga.onTimeout(seen.commandId());
    }
}
