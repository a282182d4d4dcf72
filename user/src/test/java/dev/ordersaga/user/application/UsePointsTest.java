package dev.ordersaga.user.application;

import static dev.ordersaga.user.application.PointsFixture.KIM;
import static dev.ordersaga.user.application.PointsFixture.NOBODY;
import static dev.ordersaga.user.application.PointsFixture.PAYMENT;
import static dev.ordersaga.user.domain.Transfer.Kind.RESTORE;
import static dev.ordersaga.user.domain.Transfer.Kind.USE;

import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class UsePointsTest {

    private final PointsFixture points = new PointsFixture();

    @Test
    void aLateUseAfterARestoreThatFoundNothingIsCancelled() {
        points.restore()
                .then(points.use())
                .as(StepVerifier::create)
                .expectNext(new PointsRefused(PAYMENT, PointsRefusal.CANCELLED))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void aUseOfPointsThatWereGivenBackIsCancelled() {
        points.use()
                .then(points.restore())
                .then(points.use())
                .as(StepVerifier::create)
                .expectNext(new PointsRefused(PAYMENT, PointsRefusal.CANCELLED))
                .verifyComplete();

        points.assertKimHas(1000, USE, RESTORE);
    }

    @Test
    void thePriceGoesFromTheUserToWhatIsSpent() {
        points.use().as(StepVerifier::create).expectNext(new PointsUsed(PAYMENT)).verifyComplete();

        points.assertKimHas(300, USE);
    }

    @Test
    void thePriceMayBeAllThereIs() {
        points.use(KIM, 1000, "KRW")
                .as(StepVerifier::create)
                .expectNext(new PointsUsed(PAYMENT))
                .verifyComplete();

        points.assertKimHas(0, USE);
    }

    @Test
    void oneMoreThanThereIsIsRefused() {
        points.use(KIM, 1001, "KRW")
                .as(StepVerifier::create)
                .expectNext(new PointsRefused(PAYMENT, PointsRefusal.POINTS_SHORT))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void aUserWithoutAccountIsRefused() {
        points.use(NOBODY, 700, "KRW")
                .as(StepVerifier::create)
                .expectNext(new PointsRefused(PAYMENT, PointsRefusal.NO_ACCOUNT))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void aPriceInAnotherCurrencyIsRefused() {
        points.use(KIM, 700, "JPY")
                .as(StepVerifier::create)
                .expectNext(new PointsRefused(PAYMENT, PointsRefusal.NO_ACCOUNT))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void aSecondUseForOnePaymentIsAnsweredAgainAndTakesNothing() {
        points.use()
                .concatWith(points.use())
                .as(StepVerifier::create)
                .expectNext(new PointsUsed(PAYMENT), new PointsUsed(PAYMENT))
                .verifyComplete();

        points.assertKimHas(300, USE);
    }

    @Test
    void aRefusedPaymentMayBeTriedAgain() {
        points.use(KIM, 1001, "KRW")
                .then(points.use())
                .as(StepVerifier::create)
                .expectNext(new PointsUsed(PAYMENT))
                .verifyComplete();

        points.assertKimHas(300, USE);
    }

    @Test
    void aLedgerOutOfReachIsAnErrorAndNoReply() {
        points.ledger.breakDown();

        points.use().as(StepVerifier::create).verifyErrorMessage("the ledger is out of reach");
    }

    @Test
    void aNegativePriceIsAnErrorAndGivesNothing() {
        StepVerifier.create(points.use(KIM, -700, "KRW"))
                .verifyError(IllegalArgumentException.class);

        points.assertKimHas(1000);
    }
}
