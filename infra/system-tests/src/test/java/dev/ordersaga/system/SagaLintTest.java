package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.kitchen.adapter.messaging.KitchenCommandListener;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.messaging.saga.SagaLint;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.order.adapter.messaging.OrderRepliesListener;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.payment.adapter.messaging.PaymentCommands;
import dev.ordersaga.payment.adapter.messaging.PaymentReplies;
import dev.ordersaga.payment.saga.PaymentSaga;
import dev.ordersaga.user.adapter.messaging.UserCommandListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Every saga, with everybody who takes part in it. */
class SagaLintTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path GOLDEN =
            Path.of("../../shared-contracts/contracts/src/test/resources/golden");

    private static final Map<WorkQueue, Class<?>> LISTENERS =
            Map.of(
                    WorkQueue.USER_COMMANDS, accepted(UserCommandListener.class),
                    WorkQueue.KITCHEN_COMMANDS, accepted(KitchenCommandListener.class),
                    WorkQueue.PAYMENT_COMMANDS, accepted(PaymentCommands.class),
                    WorkQueue.ORDER_REPLIES, accepted(OrderRepliesListener.class),
                    WorkQueue.PAYMENT_REPLIES, accepted(PaymentReplies.class));

    static Stream<SagaDeclaration> sagas() {
        return Stream.of(
                PlaceOrderSaga.declaration(),
                CancelOrderSaga.declaration(),
                PaymentSaga.declaration());
    }

    static Stream<StepDeclaration> steps() {
        return sagas().flatMap(saga -> saga.steps().stream());
    }

    @ParameterizedTest
    @MethodSource("sagas")
    void everySagaCanBeBroughtToItsEnd(SagaDeclaration saga) {
        assertThat(SagaLint.faults(saga, LISTENERS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyCommandHasItsGoldenFileAndTheKeyThatItsStepDeclares(StepDeclaration step)
            throws IOException {
        assertThat(golden(step.command()))
                .isInstanceOfSatisfying(
                        Command.class,
                        command -> assertThat(command.routingKey()).isEqualTo(step.routingKey()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyReplyHasItsGoldenFile(StepDeclaration step) throws IOException {
        for (Class<?> reply :
                Stream.concat(step.answers().stream(), step.refusals().stream()).toList()) {
            assertThat(golden(reply)).isInstanceOf(reply);
        }
    }

    private static Message golden(Class<?> type) throws IOException {
        byte[] file = Files.readAllBytes(GOLDEN.resolve(type.getSimpleName() + ".json"));
        return ((TargetEventMessage) JSON.readValue(file, EventMessage.class)).message();
    }

    private static Class<?> accepted(Class<? extends QueueListener<?>> listener) {
        return ResolvableType.forClass(listener).as(QueueListener.class).getGeneric().toClass();
    }
}
