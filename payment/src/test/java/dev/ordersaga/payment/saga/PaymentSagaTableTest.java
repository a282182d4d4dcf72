package dev.ordersaga.payment.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state of a payment against everything that can arrive.
 *
 * <p>A result reads: the status; {@code >} the step that is awaited; {@code =} the answer to the
 * command that arrived; {@code +} whatever is sent besides. {@code same} is a state unchanged.
 */
class PaymentSagaTableTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund, REFUNDED =PaymentRefunded
                    pay,    PENDING >USE_POINTS +UsePoints
                    """)
    void nothingIsKnownOfTheOrderAnd(String input, String result) {
        Input.Request first = (Input.Request) input(input);
        assertThat(text(PaymentSaga.begin(first, Saga.PAYMENT, Saga.NOW))).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          REFUNDING >RESTORE_POINTS +RestorePoints
                    same pay,        same
                    other pay,       same =PaymentRefused(IN_PROGRESS)
                    used,            COMPLETED +Paid +PaymentCompleted
                    refused,         FAILED +PaymentRefused(POINTS_SHORT)
                    restored,        same
                    use gave up,     PENDING >RESTORE_POINTS +RestorePoints
                    restore gave up, same
                    use late,        PENDING >USE_POINTS +UsePoints
                    restore late,    same
                    """)
    void thePointsAreBeingUsedAnd(String input, String result) {
        check(Saga.after(Saga.PAY), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          REFUNDING >RESTORE_POINTS +RestorePoints
                    same pay,        same
                    other pay,       same =PaymentRefused(IN_PROGRESS)
                    used,            COMPLETED +Paid +PaymentCompleted
                    refused,         FAILED +PaymentRefused(POINTS_SHORT)
                    restored,        same
                    use gave up,     PENDING >RESTORE_POINTS +RestorePoints
                    restore gave up, same
                    use late,        PENDING >RESTORE_POINTS +RestorePoints
                    restore late,    same
                    """)
    void thePointsHaveBeenAskedForOftenEnoughAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.USE_LATE, Saga.USE_LATE), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          REFUNDING >RESTORE_POINTS +RestorePoints
                    same pay,        same
                    other pay,       same =PaymentRefused(IN_PROGRESS)
                    used,            same
                    refused,         same
                    restored,        FAILED +PaymentRefused(UNAVAILABLE)
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    PENDING >RESTORE_POINTS +RestorePoints
                    """)
    void itIsUnknownWhetherThePointsWereUsedAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.USE_GAVE_UP), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          REFUNDING >RESTORE_POINTS +RestorePoints
                    same pay,        same =Paid
                    other pay,       same =Paid
                    used,            same
                    refused,         same
                    restored,        same
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    same
                    """)
    void theOrderIsPaidAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.USED), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          same =PaymentRefunded
                    same pay,        same =PaymentRefused(POINTS_SHORT)
                    other pay,       same =PaymentRefused(POINTS_SHORT)
                    used,            same
                    refused,         same
                    restored,        same
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    same
                    """)
    void thePaymentHasFailedAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.REFUSED), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          same
                    other refund,    REFUNDING >RESTORE_POINTS
                    same pay,        same =PaymentRefused(CANCELLED)
                    other pay,       same =PaymentRefused(CANCELLED)
                    used,            same
                    refused,         same
                    restored,        REFUNDED +PaymentRefunded +RefundCompleted
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    REFUNDING >RESTORE_POINTS +RestorePoints
                    """)
    void aPaidOrderIsBeingRefundedAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.USED, Saga.REFUND), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          same
                    other refund,    REFUNDING >RESTORE_POINTS
                    same pay,        same
                    other pay,       same =PaymentRefused(CANCELLED)
                    used,            same
                    refused,         same
                    restored,        REFUNDED +PaymentRefused(CANCELLED) +PaymentRefunded
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    REFUNDING >RESTORE_POINTS +RestorePoints
                    """)
    void aPaymentUnderWayIsBeingRefundedAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.REFUND), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          same =PaymentRefunded
                    other refund,    same =PaymentRefunded
                    same pay,        same =PaymentRefused(CANCELLED)
                    other pay,       same =PaymentRefused(CANCELLED)
                    used,            same
                    refused,         same
                    restored,        same
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    same
                    """)
    void theOrderIsRefundedAnd(String input, String result) {
        check(Saga.after(Saga.PAY, Saga.USED, Saga.REFUND, Saga.RESTORED), input, result);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    refund,          same =PaymentRefunded
                    other refund,    same =PaymentRefunded
                    other pay,       same =PaymentRefused(CANCELLED)
                    used,            same
                    refused,         same
                    restored,        same
                    use gave up,     same
                    restore gave up, same
                    use late,        same
                    restore late,    same
                    """)
    void theRefundCameBeforeThePaymentAnd(String input, String result) {
        check(Saga.after(Saga.REFUND), input, result);
    }

    private static void check(PaymentProcess process, String input, String result) {
        Transition transition = Saga.on(process, input(input));
        String text = text(transition);
        assertThat(
                        transition.next().equals(process)
                                ? text.replaceFirst("^\\w+( >\\w+)?", "same")
                                : text)
                .isEqualTo(result);
    }

    private static Input input(String name) {
        return switch (name) {
            case "pay", "same pay" -> Saga.PAY;
            case "other pay" -> Saga.pay("pay-2");
            case "refund" -> Saga.REFUND;
            case "other refund" -> Saga.refund("refund-2");
            case "used" -> Saga.USED;
            case "refused" -> Saga.REFUSED;
            case "restored" -> Saga.RESTORED;
            case "use gave up" -> Saga.USE_GAVE_UP;
            case "restore gave up" -> Saga.RESTORE_GAVE_UP;
            case "use late" -> Saga.USE_LATE;
            case "restore late" -> Saga.RESTORE_LATE;
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static String text(Transition transition) {
        PaymentProcess next = transition.next();
        return next.payment().status()
                + (next.awaited() == null ? "" : " >" + next.awaited())
                + (transition.answer() == null ? "" : " =" + text(transition.answer()))
                + transition.effects().stream()
                        .map(effect -> " +" + text(effect))
                        .collect(Collectors.joining());
    }

    private static String text(Effect effect) {
        return switch (effect) {
            case Effect.Ask ask -> ask.command().getClass().getSimpleName();
            case Effect.Answer answer -> text(answer.reply());
            case Effect.Tell tell -> tell.event().getClass().getSimpleName();
        };
    }

    private static String text(PaymentReply reply) {
        String name = reply.getClass().getSimpleName();
        return reply instanceof PaymentRefused refused ? name + "(" + refused.reason() + ")" : name;
    }
}
