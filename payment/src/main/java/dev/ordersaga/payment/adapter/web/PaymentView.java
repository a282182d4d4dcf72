package dev.ordersaga.payment.adapter.web;

import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.domain.PaymentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as clients see it.
 *
 * @param userId null where the order was refunded before it was to be paid
 * @param price whole number of the currency's minor units
 * @param currency ISO 4217 code
 * @param reason why it failed, if it did
 */
record PaymentView(
        UUID paymentId,
        UUID orderId,
        @Nullable Long userId,
        PaymentStatus status,
        long price,
        String currency,
        @Nullable FailureReason reason,
        Instant createdAt,
        Instant updatedAt) {

    static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.paymentId(),
                payment.orderId(),
                payment.userId() == 0 ? null : payment.userId(),
                payment.status(),
                payment.price().amount(),
                payment.price().currency(),
                payment.reason(),
                payment.createdAt(),
                payment.updatedAt());
    }
}
