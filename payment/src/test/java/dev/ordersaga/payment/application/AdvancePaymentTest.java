package dev.ordersaga.payment.application;

import static dev.ordersaga.payment.application.UseCases.NOW;
import static dev.ordersaga.payment.application.UseCases.ORDER;
import static dev.ordersaga.payment.application.UseCases.PAY;
import static dev.ordersaga.payment.application.UseCases.PRICE;
import static dev.ordersaga.payment.application.UseCases.REFUND;
import static dev.ordersaga.payment.application.UseCases.RESTORE;
import static dev.ordersaga.payment.application.UseCases.TX;
import static dev.ordersaga.payment.application.UseCases.USE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.Event.RefundCompleted;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.PaymentStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class AdvancePaymentTest {

    private static final ReplyAddress TO_PAY =
            new ReplyAddress(Target.ORDER_CREATION, TX, PAY, "payment.pay");
    private static final ReplyAddress TO_REFUND =
            new ReplyAddress(Target.ORDER_CREATION, TX, REFUND, "payment.refund");

    private final UseCases given = new UseCases();

    @Test
    void restoredPointsEndTheRefundOfAPaidOrder() {
        paid();
        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pointsRestored()).verifyComplete();

        UUID paymentId = given.paymentId();
        assertThat(given.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(given.outbox.sent())
                .containsExactly(
                        Outgoing.reply(TO_REFUND, new PaymentRefunded(ORDER)),
                        Outgoing.event(
                                Target.PAYMENT,
                                TX,
                                paymentId + ":refunded",
                                new RefundCompleted(paymentId, ORDER, "Kim", PRICE, NOW)));
    }

    @Test
    void restoredPointsEndTheRefundOfAPaymentUnderWayAndTellNobodyElse() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pointsRestored()).verifyComplete();

        assertThat(given.outbox.sent())
                .containsExactly(
                        Outgoing.reply(TO_PAY, new PaymentRefused(ORDER, PaymentRefusal.CANCELLED)),
                        Outgoing.reply(TO_REFUND, new PaymentRefunded(ORDER)));
    }

    @Test
    void pointsThatCouldNotBeUsedForTechnicalReasonsAreRestoredAndThePaymentFails() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.gaveUp(USE)).verifyComplete();
        assertThat(given.outbox.messages())
                .containsExactly(new RestorePoints(given.paymentId(), 1));
        given.outbox.forget();

        StepVerifier.create(given.pointsRestored()).verifyComplete();
        assertThat(given.payment().reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(given.outbox.messages())
                .containsExactly(new PaymentRefused(ORDER, PaymentRefusal.UNAVAILABLE));
    }

    @Test
    void aCompensationThatFailedIsSentAgainUnderTheSameIdWhenItIsLate() {
        paid();
        given.outbox.forget();
        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        List<Outgoing> first = given.outbox.sent();
        given.outbox.forget();

        StepVerifier.create(given.gaveUp(RESTORE)).verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();

        StepVerifier.create(given.late()).verifyComplete();
        assertThat(given.outbox.sent()).isEqualTo(first);
    }

    @Test
    void anAnswerThatIsLateMakesThePaymentAskAgainAndWaitTwiceAsLong() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        List<Outgoing> first = given.outbox.sent();
        assertThat(given.process().deadline()).isEqualTo(NOW.plusSeconds(5));
        given.outbox.forget();

        StepVerifier.create(given.late()).verifyComplete();

        assertThat(given.outbox.sent()).isEqualTo(first);
        assertThat(given.process().deadline()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void whatDoesNotSendTheCommandLeavesItsDeadline() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.late()).verifyComplete();

        StepVerifier.create(given.pay("another")).expectNextCount(1).verifyComplete();
        StepVerifier.create(given.gaveUp(RESTORE)).verifyComplete();

        assertThat(given.process().deadline()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void aUserServiceThatNeverAnswersLeavesThePaymentUndoingForEver() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        for (int timeout = 1; timeout <= 12; timeout++) {
            StepVerifier.create(given.late()).verifyComplete();
        }
        assertThat(given.outbox.messages()).filteredOn(UsePoints.class::isInstance).hasSize(3);
        assertThat(given.outbox.messages()).filteredOn(RestorePoints.class::isInstance).hasSize(10);
        assertThat(given.process().deadline()).isEqualTo(NOW.plusSeconds(20));
        given.outbox.forget();

        StepVerifier.create(given.pointsRestored()).verifyComplete();
        assertThat(given.outbox.messages())
                .containsExactly(new PaymentRefused(ORDER, PaymentRefusal.UNAVAILABLE));
        assertThat(given.process().deadline()).isNull();
    }

    @Test
    void aPaymentThatRestsIsNeverLate() {
        paid();
        given.outbox.forget();

        StepVerifier.create(given.late()).verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void onlyPaymentsThatAreLateAreChased() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();

        StepVerifier.create(given.chase(NOW.plusSeconds(4))).expectNext(false).verifyComplete();
        assertThat(given.process().sends()).isEqualTo(1);

        StepVerifier.create(given.chase(NOW.plusSeconds(5))).expectNext(false).verifyComplete();
        assertThat(given.process().sends()).isEqualTo(2);
    }

    @Test
    void usedPointsCompleteThePaymentAnswerTheOrderAndTellTheDataPlatform() {
        paid();

        UUID paymentId = given.paymentId();
        assertThat(given.payment().status()).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(given.outbox.sent())
                .containsExactly(
                        Outgoing.reply(TO_PAY, new Paid(ORDER, paymentId)),
                        Outgoing.event(
                                Target.PAYMENT,
                                TX,
                                paymentId + ":completed",
                                new PaymentCompleted(paymentId, ORDER, "Kim", PRICE, NOW)));
    }

    @Test
    void refusedPointsFailThePaymentAndRefuseTheOrder() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pointsRefused()).verifyComplete();

        assertThat(given.payment().reason()).isEqualTo(FailureReason.POINTS_SHORT);
        assertThat(given.outbox.messages())
                .containsExactly(new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT));
    }

    @Test
    void theSameAnswerAgainChangesNothing() {
        paid();
        given.outbox.forget();

        StepVerifier.create(given.pointsUsed()).verifyComplete();
        StepVerifier.create(given.gaveUp(USE)).verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void usedPointsThatComeAfterTheRefundChangeNothing() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pointsUsed()).verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.REFUNDING);
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void anAnswerToACommandThatIsNotTheSagasChangesNothing() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.answered("unheard-of", new PointsUsed(given.paymentId())))
                .verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void anAnswerToASagaThatIsNotKnownIsTakenAndChangesNothing() {
        StepVerifier.create(given.answered(USE, new PointsUsed(ORDER))).verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void anOutageIsAnErrorAndSendsNothing() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        UUID paymentId = given.paymentId();
        given.outbox.forget();
        given.payments.failWith(new IllegalStateException("no database"));

        StepVerifier.create(given.answered(USE, new PointsUsed(paymentId)))
                .verifyErrorMessage("no database");
        assertThat(given.outbox.sent()).isEmpty();
    }

    private void paid() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();
        StepVerifier.create(given.pointsUsed()).verifyComplete();
    }
}
