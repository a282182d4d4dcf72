package dev.ordersaga.user.application;

import static dev.ordersaga.user.application.PointsFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.application.CreditPoints.Outcome;
import dev.ordersaga.user.domain.LedgerAccount;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.Transfer;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class CreditPointsTest {

    private static final long KIM = 1;
    private static final long LEE = 2;
    private static final long NOBODY = 3;

    private final InMemoryPointsAccounts accounts =
            new InMemoryPointsAccounts().with(KIM, 0).with(LEE, 0);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final CreditPoints creditPoints =
            new CreditPoints(accounts, ledger, new CreateUserTest.PassThrough(), NOON);

    @Test
    void aCreditIsIssuedAndAddedToTheBalance() {
        StepVerifier.create(creditPoints.credit(KIM, 1000, "welcome"))
                .expectNext(credited(KIM, 1000))
                .verifyComplete();

        assertThat(ledger.sum(LedgerAccount.ofUser(KIM))).isEqualTo(1000);
        assertThat(ledger.sum(LedgerAccount.ISSUED)).isEqualTo(-1000);
    }

    @Test
    void theSameReferenceAndAmountIsAnsweredAgainAndGivesNothing() {
        creditPoints
                .credit(KIM, 1000, "welcome")
                .concatWith(creditPoints.credit(KIM, 1000, "welcome"))
                .as(StepVerifier::create)
                .expectNext(credited(KIM, 1000), credited(KIM, 1000))
                .verifyComplete();

        assertThat(ledger.kinds()).containsExactly(Transfer.Kind.CREDIT);
    }

    @Test
    void theSameReferenceWithAnotherAmountIsRefused() {
        creditPoints
                .credit(KIM, 1000, "welcome")
                .concatWith(creditPoints.credit(KIM, 1001, "welcome"))
                .as(StepVerifier::create)
                .expectNext(
                        credited(KIM, 1000),
                        new Outcome.ReferenceTaken("welcome", new Money(1000, "KRW")))
                .verifyComplete();

        assertThat(ledger.sum(LedgerAccount.ofUser(KIM))).isEqualTo(1000);
    }

    @Test
    void usersDoNotShareReferences() {
        creditPoints
                .credit(KIM, 1000, "welcome")
                .concatWith(creditPoints.credit(LEE, 500, "welcome"))
                .as(StepVerifier::create)
                .expectNext(credited(KIM, 1000), credited(LEE, 500))
                .verifyComplete();
    }

    @Test
    void anUnknownUserIsGivenNothing() {
        StepVerifier.create(creditPoints.credit(NOBODY, 1000, "welcome"))
                .expectNext(new Outcome.NoAccount(NOBODY))
                .verifyComplete();

        assertThat(ledger.kinds()).isEmpty();
    }

    @Test
    void aLedgerOutOfReachIsAnErrorAndNoOutcome() {
        ledger.breakDown();

        StepVerifier.create(creditPoints.credit(KIM, 1000, "welcome"))
                .verifyErrorMessage("the ledger is out of reach");
    }

    @Test
    void theStatementShowsTheBalanceAndTheNewestEntryFirst() {
        creditPoints
                .credit(KIM, 1000, "welcome")
                .then(creditPoints.credit(KIM, 500, "birthday"))
                .then(new ShowPoints(accounts, ledger).show(KIM, null, 2))
                .as(StepVerifier::create)
                .assertNext(
                        statement -> {
                            assertThat(statement.account()).isEqualTo(account(KIM, 1500));
                            assertThat(statement.entries())
                                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                                            "transferId")
                                    .containsExactly(
                                            entry(500, "birthday"), entry(1000, "welcome"));
                            assertThat(statement.more()).isFalse();
                        })
                .verifyComplete();
    }

    @Test
    void aPageThatDoesNotHoldAllSaysSo() {
        creditPoints
                .credit(KIM, 1000, "welcome")
                .then(creditPoints.credit(KIM, 500, "birthday"))
                .then(new ShowPoints(accounts, ledger).show(KIM, null, 1))
                .as(StepVerifier::create)
                .assertNext(
                        statement -> {
                            assertThat(statement.entries()).hasSize(1);
                            assertThat(statement.more()).isTrue();
                        })
                .verifyComplete();
    }

    @Test
    void anUnknownUserHasNoStatement() {
        StepVerifier.create(new ShowPoints(accounts, ledger).show(NOBODY, null, 2))
                .verifyComplete();
    }

    private static Entry entry(long amount, String reference) {
        return new Entry(
                Ids.timeOrdered(), NOON.instant(), Transfer.Kind.CREDIT, amount, reference);
    }

    private static Outcome credited(long userId, long balance) {
        return new Outcome.Credited(account(userId, balance));
    }

    private static PointsAccount account(long userId, long balance) {
        return new PointsAccount(userId, new Money(balance, "KRW"));
    }
}
