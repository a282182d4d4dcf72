package dev.ordersaga.system.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.Transition;

/** The production sagas, called as they are. A mutant overrides what it does without. */
class OrderRules {

    Transition<?> onReply(OrderSaga saga, String commandId, OrderSagaReply reply) {
        return changed(saga, saga.on(commandId, reply));
    }

    Transition<?> onFailure(OrderSaga saga, String commandId) {
        return changed(saga, saga.onFailure(commandId));
    }

    Transition<?> onTimeout(OrderSaga saga, String commandId) {
        return changed(saga, saga.onTimeout(commandId));
    }

    Transition<?> onCancel(OrderSaga saga) {
        return changed(saga, saga.onCancel());
    }

    CancelOrderSaga startCancelling() {
        return CancelOrderSaga.start(Facts.CANCEL_TX, Facts.ORDER);
    }

    /** What becomes of a transition that production code has made. */
    Transition<?> changed(OrderSaga before, Transition<?> made) {
        return made;
    }
}
