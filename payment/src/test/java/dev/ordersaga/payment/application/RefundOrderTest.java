package dev.ordersaga.payment.application;

import static dev.ordersaga.payment.application.UseCases.ORDER;
import static dev.ordersaga.payment.application.UseCases.PAY;
import static dev.ordersaga.payment.application.UseCases.REFUND;
import static dev.ordersaga.payment.application.UseCases.RESTORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.payment.domain.PaymentStatus;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RefundOrderTest {

    private final UseCases given = new UseCases();

    @Test
    void aPaidOrderIsRefundedOnceItsPointsAreRestored() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.pointsUsed()).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.refund(REFUND)).verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.REFUNDING);
        assertThat(given.outbox.messages())
                .containsExactly(new RestorePoints(given.paymentId(), 1));
        assertThat(given.outbox.sent().getFirst().correlationId()).isEqualTo(RESTORE);
    }

    @Test
    void aRefundUnderAnotherSagaStillUndoesThePaymentsOwnCommand() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.pointsUsed()).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.refund("cancel-order:payment.pay:compensation")).verifyComplete();

        assertThat(given.outbox.sent().getFirst().messageId()).isEqualTo(RESTORE);
    }

    @Test
    void aRefundBeforeItsPaymentIsAnsweredAtOnceAndLeavesATombstone() {
        StepVerifier.create(given.refund(REFUND))
                .expectNext(new PaymentRefunded(ORDER))
                .verifyComplete();

        assertThat(given.outbox.sent()).isEmpty();
        StepVerifier.create(given.pay(PAY))
                .expectNext(new PaymentRefused(ORDER, PaymentRefusal.CANCELLED))
                .verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void aFailedPaymentIsRefundedAtOnce() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.pointsRefused()).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.refund(REFUND))
                .expectNext(new PaymentRefunded(ORDER))
                .verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void theSameRefundAgainWhileItIsUnderWaySendsNothing() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.refund(REFUND)).verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void aRefundAfterTheRefundIsAnsweredAgain() {
        StepVerifier.create(given.refund(REFUND)).expectNextCount(1).verifyComplete();

        StepVerifier.create(given.refund("another"))
                .expectNext(new PaymentRefunded(ORDER))
                .verifyComplete();
    }

    @Test
    void anOutageIsAnErrorAndSendsNothing() {
        given.payments.failWith(new IllegalStateException("no database"));

        StepVerifier.create(given.refund(REFUND)).verifyErrorMessage("no database");
        assertThat(given.outbox.sent()).isEmpty();
    }
}
