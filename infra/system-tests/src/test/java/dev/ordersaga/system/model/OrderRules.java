package dev.ordersaga.system.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.Transition;

/** The production saga, called as it is. A mutant overrides what it does without. */
class OrderRules {

    Transition<PlaceOrderSaga> onReply(
            PlaceOrderSaga saga, String commandId, OrderSagaReply reply) {
        return saga.on(commandId, reply);
    }

    Transition<PlaceOrderSaga> onFailure(PlaceOrderSaga saga, String commandId) {
        return saga.onFailure(commandId);
    }

    Transition<PlaceOrderSaga> onTimeout(PlaceOrderSaga saga, String commandId) {
        return saga.onTimeout(commandId);
    }
}
