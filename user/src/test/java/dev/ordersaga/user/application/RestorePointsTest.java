package dev.ordersaga.user.application;

import static dev.ordersaga.user.application.PointsFixture.KIM;
import static dev.ordersaga.user.application.PointsFixture.NOBODY;
import static dev.ordersaga.user.application.PointsFixture.PAYMENT;
import static dev.ordersaga.user.domain.Transfer.Kind.RESTORE;
import static dev.ordersaga.user.domain.Transfer.Kind.USE;

import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsUse;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RestorePointsTest {

    private final PointsFixture points = new PointsFixture();

    @Test
    void usedPointsAreGivenBack() {
        points.use()
                .then(points.restore())
                .as(StepVerifier::create)
                .expectNext(new PointsRestored(PAYMENT))
                .verifyComplete();

        points.assertKimHas(1000, USE, RESTORE);
    }

    @Test
    void pointsAreGivenBackOnce() {
        points.use()
                .then(points.restore())
                .concatWith(points.restore())
                .as(StepVerifier::create)
                .expectNext(new PointsRestored(PAYMENT), new PointsRestored(PAYMENT))
                .verifyComplete();

        points.assertKimHas(1000, USE, RESTORE);
    }

    @Test
    void whereNothingWasUsedATombstoneIsLeft() {
        points.restore()
                .as(StepVerifier::create)
                .expectNext(new PointsRestored(PAYMENT))
                .verifyComplete();

        points.uses
                .find(PAYMENT)
                .as(StepVerifier::create)
                .expectNext(new PointsUse.Tombstone(PAYMENT, KIM))
                .verifyComplete();
        points.assertKimHas(1000);
    }

    @Test
    void whereTheUseWasRefusedNothingIsGivenBack() {
        points.use(KIM, 1001, "KRW")
                .then(points.restore())
                .as(StepVerifier::create)
                .expectNext(new PointsRestored(PAYMENT))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void aLateRestoreOfATombstoneChangesNothing() {
        points.restore()
                .then(points.use())
                .then(points.restore())
                .as(StepVerifier::create)
                .expectNext(new PointsRestored(PAYMENT))
                .verifyComplete();

        points.assertKimHas(1000);
    }

    @Test
    void pointsOfAnAccountThatIsGoneAreAnErrorAndNoReply() {
        points.uses
                .save(new PointsUse.Used(PAYMENT, NOBODY, new Money(700, "KRW")))
                .then(points.restore())
                .as(StepVerifier::create)
                .verifyError(MissingAccount.class);
    }

    @Test
    void aLedgerOutOfReachIsAnErrorAndNoReply() {
        points.use().as(StepVerifier::create).expectNextCount(1).verifyComplete();
        points.ledger.breakDown();

        points.restore().as(StepVerifier::create).verifyErrorMessage("the ledger is out of reach");
    }
}
