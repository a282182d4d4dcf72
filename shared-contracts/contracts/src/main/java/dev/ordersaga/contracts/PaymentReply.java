package dev.ordersaga.contracts;

import java.util.UUID;

/** What the {@code payment} service answers. */
public sealed interface PaymentReply extends Reply {

    UUID orderId();

    record Paid(UUID orderId, UUID paymentId) implements PaymentReply, OrderSagaReply {}

    record PaymentRefused(UUID orderId, PaymentRefusal reason)
            implements PaymentReply, OrderSagaReply {}

    record PaymentRefunded(UUID orderId) implements PaymentReply, OrderSagaReply {}

    /** Why nothing was charged. */
    enum PaymentRefusal {
        POINTS_SHORT,
        NO_ACCOUNT,
        /** The payment was refunded before its command arrived. */
        CANCELLED,
        /** Another command is paying for this order at this moment. */
        IN_PROGRESS,
        /** The points could not be reached, for technical reasons. */
        UNAVAILABLE
    }
}
