package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ChangeStandingTest {

    private static final User KIM = User.register(1, "Kim");
    private static final User KIM_SUSPECTED = KIM.become(Standing.ABNORMAL);

    private final InMemoryUsers users = new InMemoryUsers().with(KIM);
    private final ChangeStanding changeStanding =
            new ChangeStanding(users, new CreateUserTest.PassThrough());

    @Test
    void theNewStandingIsKept() {
        changeStanding
                .change(1, Standing.ABNORMAL)
                .as(StepVerifier::create)
                .expectNext(KIM_SUSPECTED)
                .verifyComplete();

        StepVerifier.create(users.find(1L)).expectNext(KIM_SUSPECTED).verifyComplete();
    }

    @Test
    void theSameStandingAgainChangesNothing() {
        changeStanding
                .change(1, Standing.NORMAL)
                .as(StepVerifier::create)
                .expectNext(KIM)
                .verifyComplete();
    }

    @Test
    void anUnknownUserHasNone() {
        StepVerifier.create(changeStanding.change(3, Standing.ABNORMAL)).verifyComplete();
    }

    @Test
    void aDatabaseOutOfReachIsAnError() {
        new ChangeStanding(users, new CreateUserTest.OutOfReach())
                .change(1, Standing.ABNORMAL)
                .as(StepVerifier::create)
                .verifyErrorMessage("the database is out of reach");
    }
}
