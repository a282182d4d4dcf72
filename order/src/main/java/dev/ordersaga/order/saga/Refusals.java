package dev.ordersaga.order.saga;

import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.RejectReason;

/** What the participants' refusals mean for an order. */
final class Refusals {

    private Refusals() {}

    static RejectReason reasonOf(UserRefusal refusal) {
        return switch (refusal) {
            case USER_UNKNOWN -> RejectReason.USER_UNKNOWN;
            case USER_ABNORMAL -> RejectReason.USER_ABNORMAL;
        };
    }

    static RejectReason reasonOf(TicketRefusal refusal) {
        return switch (refusal) {
            case FULL_WAITING -> RejectReason.FULL_WAITING;
            case PRODUCT_UNAVAILABLE -> RejectReason.PRODUCT_UNAVAILABLE;
            case KITCHEN_CLOSED -> RejectReason.KITCHEN_CLOSED;
            case CANCELLED -> RejectReason.TICKET_REJECTED;
        };
    }

    static CancelRefusal reasonOf(CancellationRefusal refusal) {
        return switch (refusal) {
            case COOKING_HAS_BEGUN -> CancelRefusal.COOKING_HAS_BEGUN;
        };
    }
}
