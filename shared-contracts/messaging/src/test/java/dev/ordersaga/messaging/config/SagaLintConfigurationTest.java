package dev.ordersaga.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.messaging.saga.StepDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SagaLintConfigurationTest {

    private static final StepDeclaration VERIFY =
            StepDeclaration.noEffect("user.verify", VerifyUser.class);

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(SagaLintConfiguration.class);

    @Test
    void aServiceStartsWithSagasThatCanBeBroughtToTheirEnd() {
        service.withBean(SagaDeclaration.class, () -> saga(VERIFY.answered(UserVerified.class)))
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void aServiceDoesNotStartWithAFaultySaga() {
        service.withBean(SagaDeclaration.class, () -> saga(VERIFY))
                .run(
                        failed ->
                                assertThat(failed)
                                        .getFailure()
                                        .isInstanceOf(FaultySagas.class)
                                        .hasMessage(
                                                "ORDER_CREATION: VerifyUser is never answered"));
    }

    private static SagaDeclaration saga(StepDeclaration step) {
        return new SagaDeclaration(Target.ORDER_CREATION, List.of(step));
    }
}
