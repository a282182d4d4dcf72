package dev.ordersaga.messaging.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ArmedFailpointsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ArmedFailpoints failpoints = new ArmedFailpoints();

    @ParameterizedTest
    @EnumSource
    void whatIsNotArmedIsCrossedAndCounted(Failpoint point) {
        assertThat(crossings(point, 2)).containsExactly(true, true);

        assertThat(failpoints.state(point)).isEqualTo(new FailpointState(2, null, 0));
    }

    @Test
    void nothingHappensAtFailpointsThatAreOff() {
        StepVerifier.create(Failpoints.OFF.pass(Failpoint.BEFORE_ACK)).verifyComplete();
    }

    @Test
    void crossingsAreSparedThenFailThenSucceed() {
        Arming third = new Arming(FailpointAction.FAIL, 2, 3, Duration.ZERO);
        failpoints.arm(Failpoint.BEFORE_ACK, third);

        assertThat(crossings(Failpoint.BEFORE_ACK, 4)).containsExactly(true, true, false, false);
        assertThat(failpoints.state(Failpoint.BEFORE_ACK))
                .isEqualTo(new FailpointState(4, third, 2));
        assertThat(crossings(Failpoint.BEFORE_ACK, 2)).containsExactly(false, true);
        assertThat(failpoints.state(Failpoint.BEFORE_ACK))
                .isEqualTo(new FailpointState(6, null, 3));
    }

    @Test
    void whatWasDisarmedHappensNoMore() {
        failpoints.arm(Failpoint.AFTER_PUBLISH, Arming.once(FailpointAction.KILL));
        failpoints.disarm(Failpoint.AFTER_PUBLISH);

        assertThat(crossings(Failpoint.AFTER_PUBLISH, 1)).containsExactly(true);
    }

    @Test
    void anotherPointIsCrossed() {
        failpoints.arm(Failpoint.BEFORE_COMMIT, Arming.once(FailpointAction.FAIL));

        assertThat(crossings(Failpoint.AFTER_COMMIT, 1)).containsExactly(true);
        assertThat(crossings(Failpoint.BEFORE_COMMIT, 1)).containsExactly(false);
    }

    @Test
    void aFailureTellsItsPoint() {
        failpoints.arm(Failpoint.BEFORE_COMMIT, Arming.once(FailpointAction.FAIL));

        StepVerifier.create(failpoints.pass(Failpoint.BEFORE_COMMIT))
                .verifyErrorSatisfies(
                        fault ->
                                assertThat(fault)
                                        .isInstanceOfSatisfying(
                                                InjectedFailure.class,
                                                failure ->
                                                        assertThat(failure.point())
                                                                .isEqualTo(
                                                                        Failpoint.BEFORE_COMMIT)));
    }

    @Test
    void afterACommitItFailsLikeACommitWithoutAnAnswer() {
        failpoints.arm(Failpoint.AFTER_COMMIT, Arming.once(FailpointAction.FAIL));

        StepVerifier.create(failpoints.pass(Failpoint.AFTER_COMMIT))
                .verifyError(TransactionSystemException.class);
    }

    @Test
    void aDelayedCrossingTakesItsTime() {
        failpoints.arm(Failpoint.AFTER_COMMIT, new Arming(FailpointAction.DELAY, 0, 1, HOUR));

        StepVerifier.withVirtualTime(() -> failpoints.pass(Failpoint.AFTER_COMMIT))
                .expectSubscription()
                .expectNoEvent(HOUR)
                .verifyComplete();
    }

    @Test
    void anArmingThatCannotComeAboutIsRefused() {
        assertRefused(FailpointAction.FAIL, -1, 1, Duration.ZERO);
        assertRefused(FailpointAction.FAIL, 0, 0, Duration.ZERO);
        assertRefused(FailpointAction.FAIL, 0, 1, HOUR);
        assertRefused(FailpointAction.DELAY, 0, 1, Duration.ZERO);
        assertRefused(FailpointAction.DELAY, 0, 1, HOUR.negated());
    }

    private static void assertRefused(
            FailpointAction action, long after, long times, Duration delay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arming(action, after, times, delay));
    }

    /** Crosses a point so many times, and tells which crossings have succeeded. */
    private List<Boolean> crossings(Failpoint point, int times) {
        List<Boolean> succeeded = new ArrayList<>();
        Mono<Boolean> crossing = failpoints.pass(point).thenReturn(true).onErrorReturn(false);
        for (int i = 0; i < times; i++) {
            succeeded.add(crossing.block());
        }
        return succeeded;
    }
}
