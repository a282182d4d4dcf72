package dev.ordersaga.payment.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.Event.RefundCompleted;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.saga.Effect.Answer;
import dev.ordersaga.payment.saga.Effect.Ask;
import dev.ordersaga.payment.saga.Effect.Tell;
import dev.ordersaga.payment.saga.Input.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table of the saga does not show: what is in the messages, and to whom they go. */
class PaymentSagaTest {

    private static final Effect USE =
            new Ask(Step.USE_POINTS, new UsePoints(Saga.PAYMENT, 1, Saga.PRICE));
    private static final Effect RESTORE =
            new Ask(Step.RESTORE_POINTS, new RestorePoints(Saga.PAYMENT, 1));

    @Test
    void aRefundGivesBackThePointsOfThatPayment() {
        PaymentProcess paid = Saga.after(Saga.PAY, Saga.USED);
        assertThat(Saga.on(paid, Saga.REFUND).effects()).containsExactly(RESTORE);
    }

    @Test
    void aRefundUnderWayAnswersEveryRefundAndThePaymentWhenItEnds() {
        Input.Refund other = Saga.refund("refund-2");
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.REFUND, other);
        assertThat(Saga.on(refunding, Saga.RESTORED).effects())
                .containsExactly(
                        new Answer(
                                Saga.PAY.caller(),
                                new PaymentRefused(Saga.ORDER, PaymentRefusal.CANCELLED)),
                        new Answer(Saga.REFUND.caller(), new PaymentRefunded(Saga.ORDER)),
                        new Answer(other.caller(), new PaymentRefunded(Saga.ORDER)));
    }

    @Test
    void theRefundOfAPaidOrderIsToldToTheDataPlatform() {
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.USED, Saga.REFUND);
        assertThat(Saga.on(refunding, Saga.RESTORED).effects())
                .contains(
                        new Tell(
                                Saga.PAYMENT + ":refunded",
                                new RefundCompleted(
                                        Saga.PAYMENT, Saga.ORDER, "Kim", Saga.PRICE, Saga.NOW)));
    }

    @Test
    void aCompensationThatFailsIsAwaitedUntilItIsSentAgain() {
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.USED, Saga.REFUND);
        assertThat(Saga.on(refunding, Saga.RESTORE_GAVE_UP)).isEqualTo(Transition.to(refunding));
    }

    @Test
    void aCompensationThatIsLateIsSentAgainForEver() {
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.USED, Saga.REFUND);
        for (int send = 2; send <= 50; send++) {
            Transition again = Saga.on(refunding, Saga.RESTORE_LATE);
            assertThat(again.effects()).containsExactly(RESTORE);
            refunding = again.next();
            assertThat(refunding.sends()).isEqualTo(send);
            assertThat(refunding.isStuck()).isEqualTo(send > PaymentProcess.STUCK_AFTER_SENDS);
        }
        assertThat(Saga.on(refunding, Saga.RESTORED).effects())
                .contains(new Answer(Saga.REFUND.caller(), new PaymentRefunded(Saga.ORDER)));
    }

    @Test
    void pointsWhoseUseIsLateAreAskedForAFewTimesAndThenRestored() {
        PaymentProcess pending = Saga.after(Saga.PAY);
        for (int send = 2; send <= PaymentSaga.MAX_SENDS; send++) {
            Transition again = Saga.on(pending, Saga.USE_LATE);
            assertThat(again.effects()).containsExactly(USE);
            pending = again.next();
            assertThat(pending.sends()).isEqualTo(send);
            assertThat(pending.isStuck()).isFalse();
        }
        Transition unknown = Saga.on(pending, Saga.USE_LATE);
        assertThat(unknown).isEqualTo(Saga.on(pending, Saga.USE_GAVE_UP));
        assertThat(unknown.effects()).containsExactly(RESTORE);
        assertThat(unknown.next().sends()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesAfterASecondSendIsTaken() {
        PaymentProcess late = Saga.after(Saga.PAY, Saga.USE_LATE);
        assertThat(Saga.on(late, Saga.USED).effects())
                .contains(new Answer(Saga.PAY.caller(), new Paid(Saga.ORDER, Saga.PAYMENT)));
    }

    @Test
    void aPaymentThatRestsWaitsForNothing() {
        PaymentProcess paid = Saga.after(Saga.PAY, Saga.USE_LATE, Saga.USED);
        assertThat(paid.awaited()).isNull();
        assertThat(paid.sends()).isZero();
        assertThat(paid.deadline()).isNull();
    }

    @Test
    void aLatePaymentAfterItsRefundIsRefusedAndUsesNoPoints() {
        Transition late = Saga.on(Saga.after(Saga.REFUND), Saga.PAY);
        assertThat(late.answer())
                .isEqualTo(new PaymentRefused(Saga.ORDER, PaymentRefusal.CANCELLED));
        assertThat(late.effects()).isEmpty();
    }

    @Test
    void pointsThatWereUsedAfterTheirRefundBeganChangeNothing() {
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.REFUND);
        assertThat(Saga.on(refunding, Saga.USED)).isEqualTo(Transition.to(refunding));
    }

    @Test
    void anAnswerOfTheWrongKindChangesNothing() {
        PaymentProcess pending = Saga.after(Saga.PAY);
        PaymentProcess refunding = Saga.after(Saga.PAY, Saga.USED, Saga.REFUND);
        Answered restoredNotUsed = new Answered(Step.USE_POINTS, new PointsRestored(Saga.PAYMENT));
        Answered usedNotRestored = new Answered(Step.RESTORE_POINTS, new PointsUsed(Saga.PAYMENT));
        assertThat(Saga.on(pending, restoredNotUsed)).isEqualTo(Transition.to(pending));
        assertThat(Saga.on(refunding, usedNotRestored)).isEqualTo(Transition.to(refunding));
    }

    @Test
    void aPaymentUsesThePriceFromTheBuyersPoints() {
        assertThat(PaymentSaga.begin(Saga.PAY, Saga.PAYMENT, Saga.NOW).effects())
                .containsExactly(USE);
    }

    @Test
    void aPaymentThatCompletesIsAnsweredAndTold() {
        assertThat(Saga.on(Saga.after(Saga.PAY), Saga.USED).effects())
                .containsExactly(
                        new Answer(Saga.PAY.caller(), new Paid(Saga.ORDER, Saga.PAYMENT)),
                        new Tell(
                                Saga.PAYMENT + ":completed",
                                new PaymentCompleted(
                                        Saga.PAYMENT, Saga.ORDER, "Kim", Saga.PRICE, Saga.NOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "POINTS_SHORT, POINTS_SHORT, POINTS_SHORT",
        "NO_ACCOUNT, NO_ACCOUNT, NO_ACCOUNT",
        "CANCELLED, CANCELLED, CANCELLED"
    })
    void aRefusalOfThePointsIsTheReasonOfTheFailureAndOfTheAnswer(
            PointsRefusal points, FailureReason reason, PaymentRefusal refusal) {
        Transition refused =
                Saga.on(
                        Saga.after(Saga.PAY),
                        new Answered(Step.USE_POINTS, new PointsRefused(Saga.PAYMENT, points)));
        assertThat(refused.next().payment().reason()).isEqualTo(reason);
        assertThat(refused.effects())
                .containsExactly(
                        new Answer(Saga.PAY.caller(), new PaymentRefused(Saga.ORDER, refusal)));
    }
}
