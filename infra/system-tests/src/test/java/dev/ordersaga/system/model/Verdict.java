package dev.ordersaga.system.model;

import static java.time.Instant.EPOCH;

import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.util.Objects;

/** What the end of a saga makes of the order. */
final class Verdict {

    private Verdict() {}

    static Order of(Order order, OrderSaga saga) {
        return switch (saga) {
            case PlaceOrderSaga placed ->
                    switch (placed.step()) {
                        case APPROVED -> order.approve(EPOCH);
                        case REJECTED ->
                                order.reject(Objects.requireNonNull(placed.reason()), EPOCH);
                        case CANCELLED -> order.cancel(EPOCH);
                        case VERIFY_USER,
                                CREATE_TICKET,
                                PAY,
                                APPROVE_TICKET,
                                RECALL_TICKET,
                                REFUND,
                                REJECT_TICKET ->
                                throw new IllegalArgumentException("not ended: " + saga);
                    };
            case CancelOrderSaga cancelled ->
                    switch (cancelled.step()) {
                        case CANCELLED -> order.cancel(EPOCH);
                        case REFUSED ->
                                order.refuseCancel(
                                        Objects.requireNonNull(cancelled.refusal()), EPOCH);
                        case CANCEL_TICKET, REFUND ->
                                throw new IllegalArgumentException("not ended: " + saga);
                    };
        };
    }
}
