package dev.ordersaga.system.model;

import dev.ordersaga.messaging.saga.StepDeclaration.Kind;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.SagaStep;

/** Sagas that differ from others in one thing. */
final class Copies {

    private Copies() {}

    static OrderSaga at(SagaStep step, OrderSaga saga) {
        return switch (saga) {
            case PlaceOrderSaga placing -> at((PlaceOrderSaga.Step) step, 1, placing);
            case CancelOrderSaga cancelling -> at((CancelOrderSaga.Step) step, 1, cancelling);
        };
    }

    static PlaceOrderSaga at(PlaceOrderSaga.Step step, int sends, PlaceOrderSaga saga) {
        return new PlaceOrderSaga(
                saga.txId(),
                saga.orderId(),
                saga.userId(),
                saga.productItems(),
                step,
                sends,
                saga.buyerName(),
                saga.ticket(),
                saga.reason(),
                saga.cancelled());
    }

    static CancelOrderSaga at(CancelOrderSaga.Step step, int sends, CancelOrderSaga saga) {
        return new CancelOrderSaga(saga.txId(), saga.orderId(), step, sends, saga.refusal());
    }

    /**
     * A command that is sent for ever is not counted beyond two: how often makes no difference to
     * what the saga does, and the states are finite.
     */
    static OrderSaga counted(OrderSaga saga) {
        return switch (saga) {
            case PlaceOrderSaga placing
                    when placing.step().declaration().kind() == Kind.COMPENSATION ->
                    at(placing.step(), Math.min(placing.sends(), 2), placing);
            case PlaceOrderSaga placing -> placing;
            case CancelOrderSaga cancelling ->
                    at(cancelling.step(), Math.min(cancelling.sends(), 2), cancelling);
        };
    }
}
