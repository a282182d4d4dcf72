package dev.ordersaga.contracts;

import java.util.UUID;

/** What the {@code user} service answers. */
public sealed interface UserReply extends Reply {

    /**
     * The user may order.
     *
     * @param name the buyer's name, handed on to the payment so that it need not ask
     */
    record UserVerified(long userId, String name) implements UserReply, OrderSagaReply {}

    record UserRefused(long userId, UserRefusal reason) implements UserReply, OrderSagaReply {}

    record PointsUsed(UUID paymentId) implements UserReply, PaymentSagaReply {}

    record PointsRefused(UUID paymentId, PointsRefusal reason)
            implements UserReply, PaymentSagaReply {}

    record PointsRestored(UUID paymentId) implements UserReply, PaymentSagaReply {}

    /** Why a user may not order. */
    enum UserRefusal {
        USER_UNKNOWN,
        USER_ABNORMAL
    }

    /** Why points were not used. */
    enum PointsRefusal {
        POINTS_SHORT,
        /** The user has no points account in the price's currency. */
        NO_ACCOUNT,
        /** The payment was undone before its command arrived. */
        CANCELLED
    }
}
