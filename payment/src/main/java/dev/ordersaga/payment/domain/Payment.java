package dev.ordersaga.payment.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one payment of an order.
 *
 * @param userId who pays with points; 0 in a tombstone
 * @param buyerName as the data platform is told it; empty in a tombstone
 * @param price what is charged, all or nothing
 * @param reason why it failed, exactly while it is FAILED
 * @param charged whether it has ever been COMPLETED
 */
public record Payment(
        UUID paymentId,
        UUID orderId,
        long userId,
        String buyerName,
        Money price,
        PaymentStatus status,
        @Nullable FailureReason reason,
        boolean charged,
        Instant createdAt,
        Instant updatedAt) {

    public Payment {
        if ((reason != null) != (status == PaymentStatus.FAILED)) {
            throw new IllegalArgumentException(status + " with reason " + reason);
        }
    }

    /** A payment that has begun. */
    public static Payment pending(
            UUID paymentId, UUID orderId, long userId, String buyerName, Money price, Instant now) {
        return new Payment(
                paymentId,
                orderId,
                userId,
                buyerName,
                price,
                PaymentStatus.PENDING,
                null,
                false,
                now,
                now);
    }

    /** What a refund leaves that came before any payment, so that a late payment finds it. */
    public static Payment tombstone(UUID paymentId, UUID orderId, Instant now) {
        return new Payment(
                paymentId,
                orderId,
                0,
                "",
                Money.NONE,
                PaymentStatus.REFUNDED,
                null,
                false,
                now,
                now);
    }

    /** The points are used. Only from PENDING. */
    public Payment complete(Instant now) {
        return to(PaymentStatus.COMPLETED, Set.of(PaymentStatus.PENDING), null, true, now);
    }

    /** Nothing is charged. Only from PENDING. */
    public Payment fail(FailureReason why, Instant now) {
        return to(PaymentStatus.FAILED, Set.of(PaymentStatus.PENDING), why, charged, now);
    }

    /** The points are to be given back, used or not. Only from PENDING or COMPLETED. */
    public Payment refund(Instant now) {
        return to(
                PaymentStatus.REFUNDING,
                Set.of(PaymentStatus.PENDING, PaymentStatus.COMPLETED),
                null,
                charged,
                now);
    }

    /** The points are given back. Only from REFUNDING. */
    public Payment refunded(Instant now) {
        return to(PaymentStatus.REFUNDED, Set.of(PaymentStatus.REFUNDING), null, charged, now);
    }

    private Payment to(
            PaymentStatus next,
            Set<PaymentStatus> allowedFrom,
            @Nullable FailureReason why,
            boolean everCharged,
            Instant now) {
        if (!allowedFrom.contains(status)) {
            throw new IllegalTransition(paymentId, status, next);
        }
        return new Payment(
                paymentId,
                orderId,
                userId,
                buyerName,
                price,
                next,
                why,
                everCharged,
                createdAt,
                now);
    }
}
