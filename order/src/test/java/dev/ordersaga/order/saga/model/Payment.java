package dev.ordersaga.order.saga.model;

import static dev.ordersaga.order.saga.model.Facts.ORDER;
import static dev.ordersaga.order.saga.model.Facts.PAYMENT;
import static dev.ordersaga.order.saga.model.Facts.PRICE;
import static dev.ordersaga.order.saga.model.Facts.RESTORE_POINTS;
import static dev.ordersaga.order.saga.model.Facts.USER;
import static dev.ordersaga.order.saga.model.Facts.USE_POINTS;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.order.saga.model.Guards.Guard;
import java.util.ArrayList;
import java.util.List;

/**
 * The order's payment and its saga.
 *
 * @param awaited which answer about the points it waits for
 * @param owesPay whether the command to pay is answered when it comes to rest
 * @param owesRefund the same for the command to refund
 */
record Payment(Status status, Awaited awaited, boolean owesPay, boolean owesRefund) {

    enum Status {
        NONE,
        PENDING,
        COMPLETED,
        FAILED,
        REFUNDING,
        REFUNDED
    }

    enum Awaited {
        NOTHING,
        USE,
        RESTORE
    }

    /** What an input leads to, and what is sent. */
    record Outcome(Payment next, List<Message> sent) {}

    static final Payment NEW = resting(Status.NONE);
    private static final Message USE = new Message.Asked(USE_POINTS, points());
    private static final Message RESTORE =
            new Message.Asked(RESTORE_POINTS, new RestorePoints(PAYMENT, USER));

    Outcome pay() {
        if (owesPay) {
            return stay();
        }
        return status == Status.NONE
                ? new Outcome(new Payment(Status.PENDING, Awaited.USE, true, false), List.of(USE))
                : new Outcome(this, List.of(answerToPay()));
    }

    Outcome refund(Guards guards) {
        if (owesRefund) {
            return stay();
        }
        return switch (status) {
            case NONE ->
                    refundedAtOnce(guards.have(Guard.PAYMENT_TOMBSTONE) ? Status.REFUNDED : status);
            case PENDING, COMPLETED ->
                    new Outcome(
                            new Payment(Status.REFUNDING, Awaited.RESTORE, owesPay, true),
                            List.of(RESTORE));
            case REFUNDING -> new Outcome(new Payment(status, awaited, owesPay, true), List.of());
            case FAILED, REFUNDED -> refundedAtOnce(status);
        };
    }

    Outcome hear(PaymentSagaReply reply) {
        return switch (reply) {
            case PointsUsed _ -> awaited == Awaited.USE ? rest(Status.COMPLETED) : stay();
            case PointsRefused _ -> awaited == Awaited.USE ? rest(Status.FAILED) : stay();
            case PointsRestored _ -> awaited == Awaited.RESTORE ? rest(undone()) : stay();
        };
    }

    /** The user service has given up on a command: if it is the awaited one, it is undone. */
    Outcome hearFailureOf(String commandId) {
        Awaited failed = commandId.equals(USE_POINTS) ? Awaited.USE : Awaited.RESTORE;
        return failed == awaited
                ? new Outcome(
                        new Payment(status, Awaited.RESTORE, owesPay, owesRefund), List.of(RESTORE))
                : stay();
    }

    private Status undone() {
        return status == Status.REFUNDING ? Status.REFUNDED : Status.FAILED;
    }

    private Outcome rest(Status next) {
        Payment rested = resting(next);
        List<Message> answers = new ArrayList<>();
        if (owesPay) {
            answers.add(rested.answerToPay());
        }
        if (owesRefund) {
            answers.add(refunded());
        }
        return new Outcome(rested, answers);
    }

    private Message answerToPay() {
        return new Message.Answered(Facts.PAY, charge());
    }

    private OrderSagaReply charge() {
        return switch (status) {
            case NONE, PENDING -> new PaymentRefused(ORDER, PaymentRefusal.IN_PROGRESS);
            case COMPLETED -> new Paid(ORDER, PAYMENT);
            case FAILED -> new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT);
            case REFUNDING, REFUNDED -> new PaymentRefused(ORDER, PaymentRefusal.CANCELLED);
        };
    }

    private static Outcome refundedAtOnce(Status next) {
        return new Outcome(resting(next), List.of(refunded()));
    }

    private static Message refunded() {
        return new Message.Answered(Facts.REFUND, new PaymentRefunded(ORDER));
    }

    private Outcome stay() {
        return new Outcome(this, List.of());
    }

    private static Payment resting(Status status) {
        return new Payment(status, Awaited.NOTHING, false, false);
    }

    private static UsePoints points() {
        return new UsePoints(PAYMENT, USER, PRICE);
    }
}
