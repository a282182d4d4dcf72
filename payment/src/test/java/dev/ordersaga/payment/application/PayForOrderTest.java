package dev.ordersaga.payment.application;

import static dev.ordersaga.payment.application.UseCases.NOW;
import static dev.ordersaga.payment.application.UseCases.ORDER;
import static dev.ordersaga.payment.application.UseCases.PAY;
import static dev.ordersaga.payment.application.UseCases.PRICE;
import static dev.ordersaga.payment.application.UseCases.TX;
import static dev.ordersaga.payment.application.UseCases.USE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.payment.domain.PaymentStatus;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PayForOrderTest {

    private final UseCases given = new UseCases();

    @Test
    void theFirstCommandAsksForThePointsUnderTheSameSagaAndIsAnsweredLater() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();

        assertThat(given.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(given.outbox.sent())
                .containsExactly(
                        Outgoing.command(
                                Target.PAYMENT,
                                TX,
                                USE,
                                new UsePoints(given.paymentId(), 1, PRICE)));
    }

    @Test
    void timesAreKeptAsExactAsTheDatabaseKeepsThem() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        assertThat(given.payment().createdAt()).isEqualTo(NOW);
    }

    @Test
    void theSameCommandAgainSendsNothingAndStillWaitsForItsAnswer() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pay(PAY)).verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void anotherCommandIsRefusedWhileTheFirstIsUnderWay() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pay("another"))
                .expectNext(new PaymentRefused(ORDER, PaymentRefusal.IN_PROGRESS))
                .verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void anotherCommandForAPaidOrderIsAnsweredPaidWithoutChargingAgain() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.pointsUsed()).verifyComplete();
        given.outbox.forget();

        StepVerifier.create(given.pay("another"))
                .expectNext(new Paid(ORDER, given.paymentId()))
                .verifyComplete();
        assertThat(given.outbox.sent()).isEmpty();
    }

    @Test
    void aFailedPaymentStaysRefusedForTheSameReason() {
        StepVerifier.create(given.pay(PAY)).verifyComplete();
        StepVerifier.create(given.pointsRefused()).verifyComplete();

        StepVerifier.create(given.pay("another"))
                .expectNext(new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT))
                .verifyComplete();
    }

    @Test
    void anOutageIsAnErrorAndSendsNothing() {
        given.payments.failWith(new IllegalStateException("no database"));

        StepVerifier.create(given.pay(PAY)).verifyErrorMessage("no database");
        assertThat(given.outbox.sent()).isEmpty();
    }
}
