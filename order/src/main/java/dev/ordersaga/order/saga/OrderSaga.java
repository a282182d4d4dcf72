package dev.ordersaga.order.saga;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.saga.StepDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A saga about an order: a value, whose transitions are pure functions of it and of what comes. */
public sealed interface OrderSaga permits PlaceOrderSaga, CancelOrderSaga {

    /** After how many sends of a command that is sent for ever the saga counts as stuck. */
    int STUCK_AFTER_SENDS = 5;

    UUID txId();

    UUID orderId();

    /** The kind of saga that it is on the wire. */
    Target target();

    SagaStep step();

    /** How often the awaited command has been sent. */
    int sends();

    /** The command of the step that is awaited. Deterministic, so that it can be sent again. */
    Command command();

    /** What a reply leads to. One that is not the awaited command's is ignored. */
    Transition<?> on(String commandId, OrderSagaReply reply);

    /** What it leads to that a participant gave up on a command, whose outcome is then unknown. */
    Transition<?> onFailure(String commandId);

    /** What it leads to that no answer to a command came in time. */
    Transition<?> onTimeout(String commandId);

    /** What it leads to that the customer does not want the order any more. */
    Transition<?> onCancel();

    /** The id of {@link #command()}: the only one whose answer changes anything. */
    default String commandId() {
        return declared().commandId(txId());
    }

    /** Whether a saga that cannot go on otherwise takes so long that somebody should look. */
    default boolean isStuck() {
        return !step().isEnd() && declared().isSentForEver() && sends() > STUCK_AFTER_SENDS;
    }

    /** How far it is. */
    default SagaPhase phase() {
        if (step().isEnd()) {
            return SagaPhase.ENDED;
        }
        return isStuck() ? SagaPhase.COMPENSATION_STUCK : SagaPhase.RUNNING;
    }

    /** The step whose answer is awaited, and those that follow if each has its effect. */
    default List<StepDeclaration> remaining() {
        return step().isEnd()
                ? List.of()
                : steps().stream()
                        .dropWhile(step -> !step.equals(declared()))
                        .filter(step -> isOfTheWayBack(step) == isOfTheWayBack(declared()))
                        .toList();
    }

    private List<StepDeclaration> steps() {
        return switch (this) {
            case PlaceOrderSaga _ -> PlaceOrderSaga.declaration().steps();
            case CancelOrderSaga _ -> CancelOrderSaga.declaration().steps();
        };
    }

    private static boolean isOfTheWayBack(StepDeclaration step) {
        return step.kind() == StepDeclaration.Kind.COMPENSATION;
    }

    /** Whether the command with this id is the one whose answer is awaited. */
    default boolean awaits(String commandId) {
        return !step().isEnd() && commandId.equals(commandId());
    }

    private StepDeclaration declared() {
        return Optional.ofNullable(step().declaration())
                .orElseThrow(() -> new IllegalStateException("the saga has ended"));
    }
}
