package dev.ordersaga.payment.saga;

import static dev.ordersaga.payment.saga.Caller.Request.PAY;
import static dev.ordersaga.payment.saga.Caller.Request.REFUND;
import static dev.ordersaga.payment.saga.Step.RESTORE_POINTS;
import static dev.ordersaga.payment.saga.Step.USE_POINTS;

import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.domain.PaymentStatus;
import dev.ordersaga.payment.saga.Effect.Answer;
import dev.ordersaga.payment.saga.Effect.Ask;
import dev.ordersaga.payment.saga.Input.Answered;
import dev.ordersaga.payment.saga.Input.GaveUp;
import dev.ordersaga.payment.saga.Input.Pay;
import dev.ordersaga.payment.saga.Input.Refund;
import dev.ordersaga.payment.saga.Input.TimedOut;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * The payment saga, as a pure function of what is and what arrives.
 *
 * <pre>
 * pay     1  PENDING: use the points       refused: FAILED, answer PaymentRefused
 *                                          late: again, a few times, then as if given up
 *                                          gave up: restore them, then FAILED, PaymentRefused
 *         2  COMPLETED: answer Paid, tell the data platform
 *
 * refund  1  REFUNDING: restore the points      late, given up or not: again, without limit
 *         2  REFUNDED: answer PaymentRefunded, tell the data platform if it had been charged
 * </pre>
 *
 * <p>A refund without a payment leaves a tombstone, which refuses the payment that comes late. An
 * answer that is not the awaited one changes nothing. Every command is answered: at once where the
 * saga rests, else when it comes to rest.
 */
public final class PaymentSaga {

    /** How often the points are asked for before it counts as unknown whether they were used. */
    static final int MAX_SENDS = 3;

    private PaymentSaga() {}

    /**
     * The saga as a list of its steps. What decides is local: the payment is COMPLETED or FAILED.
     */
    public static SagaDeclaration declaration() {
        return new SagaDeclaration(
                Target.PAYMENT, Arrays.stream(Step.values()).map(Step::declaration).toList());
    }

    /**
     * The first command of an order.
     *
     * @param paymentId a new one
     */
    public static Transition begin(Input.Request request, UUID paymentId, Instant now) {
        return switch (request) {
            case Pay(Caller caller, PaymentCommand.Pay command) ->
                    usePoints(caller, command, paymentId, now);
            case Refund(Caller caller, PaymentCommand.Refund command) ->
                    leaveTombstone(caller, command, paymentId, now);
        };
    }

    /** Whatever follows. */
    public static Transition on(PaymentProcess process, Input input, Instant now) {
        return switch (input) {
            case Input.Request request when process.owes(request.caller()) -> stay(process);
            case Pay _ -> answer(process, PAY);
            case Refund(Caller caller, var _) -> refund(process, caller, now);
            case Answered(Step step, PaymentSagaReply reply) ->
                    step == process.awaited() && step.declaration().canHear(reply)
                            ? advance(process, reply, now)
                            : stay(process);
            case GaveUp(Step step) ->
                    step == process.awaited() ? restoreWhatIsUnknown(process, step) : stay(process);
            case TimedOut(Step step) ->
                    step == process.awaited() ? late(process, step) : stay(process);
        };
    }

    // Pay, step 1

    private static Transition usePoints(
            Caller caller, PaymentCommand.Pay command, UUID paymentId, Instant now) {
        Payment payment = Translation.pending(command, paymentId, now);
        PaymentProcess process =
                PaymentProcess.resting(payment, caller.txId())
                        .awaiting(USE_POINTS)
                        .answerLater(caller);
        return askToUse(process);
    }

    private static Transition askToUse(PaymentProcess process) {
        return Transition.to(process)
                .sending(new Ask(USE_POINTS, Translation.using(process.payment())));
    }

    // Pay, step 2

    private static Transition advance(PaymentProcess process, PaymentSagaReply reply, Instant now) {
        return switch (reply) {
            case PointsUsed _ -> complete(process, now);
            case PointsRefused(var _, PointsRefusal why) ->
                    fail(process, Translation.reasonOf(why), now);
            case PointsRestored _ -> restored(process, now);
        };
    }

    private static Transition complete(PaymentProcess process, Instant now) {
        Payment completed = process.payment().complete(now);
        return rest(process.with(completed)).sending(Translation.completed(completed, now));
    }

    private static Transition fail(PaymentProcess process, FailureReason why, Instant now) {
        return rest(process.with(process.payment().fail(why, now)));
    }

    // Refund, step 1

    private static Transition leaveTombstone(
            Caller caller, PaymentCommand.Refund command, UUID paymentId, Instant now) {
        Payment tombstone = Payment.tombstone(paymentId, command.orderId(), now);
        return answer(PaymentProcess.resting(tombstone, caller.txId()), REFUND);
    }

    private static Transition refund(PaymentProcess process, Caller caller, Instant now) {
        return switch (process.payment().status()) {
            case PENDING, COMPLETED ->
                    restorePoints(
                            process.with(process.payment().refund(now))
                                    .awaiting(RESTORE_POINTS)
                                    .answerLater(caller));
            case REFUNDING -> Transition.to(process.answerLater(caller));
            case FAILED, REFUNDED -> answer(process, REFUND);
        };
    }

    private static Transition restoreWhatIsUnknown(PaymentProcess process, Step step) {
        return switch (step) {
            case USE_POINTS -> restorePoints(process.awaiting(RESTORE_POINTS));
            case RESTORE_POINTS -> stay(process);
        };
    }

    private static Transition restorePoints(PaymentProcess process) {
        return Transition.to(process)
                .sending(new Ask(RESTORE_POINTS, Translation.restoring(process.payment())));
    }

    // Refund, step 2

    private static Transition restored(PaymentProcess process, Instant now) {
        return process.payment().status() == PaymentStatus.REFUNDING
                ? refunded(process, now)
                : fail(process, FailureReason.UNAVAILABLE, now);
    }

    private static Transition refunded(PaymentProcess process, Instant now) {
        Payment refunded = process.payment().refunded(now);
        Transition atRest = rest(process.with(refunded));
        return refunded.charged() ? atRest.sending(Translation.refunded(refunded, now)) : atRest;
    }

    // What they share

    private static Transition late(PaymentProcess process, Step step) {
        return switch (step) {
            case USE_POINTS ->
                    process.sends() < MAX_SENDS
                            ? askToUse(process.sentAgain())
                            : restoreWhatIsUnknown(process, step);
            case RESTORE_POINTS -> restorePoints(process.sentAgain());
        };
    }

    private static Transition stay(PaymentProcess process) {
        return Transition.to(process);
    }

    private static Transition answer(PaymentProcess process, Caller.Request request) {
        return stay(process).answering(Translation.answerTo(request, process.payment()));
    }

    /** Nothing more is awaited, so that everybody who waits is answered. */
    private static Transition rest(PaymentProcess process) {
        Transition atRest = Transition.to(process.atRest());
        for (Caller caller : process.waiting()) {
            atRest =
                    atRest.sending(
                            new Answer(
                                    caller,
                                    Translation.answerTo(caller.request(), process.payment())));
        }
        return atRest;
    }
}
