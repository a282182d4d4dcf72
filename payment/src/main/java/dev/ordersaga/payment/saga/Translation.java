package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.Event.RefundCompleted;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.saga.Effect.Tell;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Between the payment's own words and those of the contracts. */
final class Translation {

    private Translation() {}

    static Payment pending(PaymentCommand.Pay command, UUID paymentId, Instant now) {
        return Payment.pending(
                paymentId,
                command.orderId(),
                command.userId(),
                command.buyerName(),
                new dev.ordersaga.payment.domain.Money(
                        command.price().amount(), command.price().currency()),
                now);
    }

    static UsePoints using(Payment payment) {
        return new UsePoints(payment.paymentId(), payment.userId(), price(payment));
    }

    static RestorePoints restoring(Payment payment) {
        return new RestorePoints(payment.paymentId(), payment.userId());
    }

    /** What a caller is told about the payment as it is now. */
    static PaymentReply answerTo(Caller.Request request, Payment payment) {
        return switch (request) {
            case PAY -> answerToPay(payment);
            case REFUND -> new PaymentRefunded(payment.orderId());
        };
    }

    private static PaymentReply answerToPay(Payment payment) {
        UUID orderId = payment.orderId();
        return switch (payment.status()) {
            case PENDING -> new PaymentRefused(orderId, PaymentRefusal.IN_PROGRESS);
            case COMPLETED -> new Paid(orderId, payment.paymentId());
            case FAILED -> new PaymentRefused(orderId, refusalOf(payment));
            case REFUNDING, REFUNDED -> new PaymentRefused(orderId, PaymentRefusal.CANCELLED);
        };
    }

    static Tell completed(Payment payment, Instant now) {
        return new Tell(
                payment.paymentId() + ":completed",
                new PaymentCompleted(
                        payment.paymentId(),
                        payment.orderId(),
                        payment.buyerName(),
                        price(payment),
                        now));
    }

    static Tell refunded(Payment payment, Instant now) {
        return new Tell(
                payment.paymentId() + ":refunded",
                new RefundCompleted(
                        payment.paymentId(),
                        payment.orderId(),
                        payment.buyerName(),
                        price(payment),
                        now));
    }

    static FailureReason reasonOf(PointsRefusal refusal) {
        return switch (refusal) {
            case POINTS_SHORT -> FailureReason.POINTS_SHORT;
            case NO_ACCOUNT -> FailureReason.NO_ACCOUNT;
            case CANCELLED -> FailureReason.CANCELLED;
        };
    }

    private static PaymentRefusal refusalOf(Payment failed) {
        return switch (Objects.requireNonNull(failed.reason())) {
            case POINTS_SHORT -> PaymentRefusal.POINTS_SHORT;
            case NO_ACCOUNT -> PaymentRefusal.NO_ACCOUNT;
            case CANCELLED -> PaymentRefusal.CANCELLED;
            case UNAVAILABLE -> PaymentRefusal.UNAVAILABLE;
        };
    }

    static Money price(Payment payment) {
        return new Money(payment.price().amount(), payment.price().currency());
    }
}
