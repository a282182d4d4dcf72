package dev.ordersaga.order.saga;

import dev.ordersaga.messaging.saga.StepDeclaration;
import org.jspecify.annotations.Nullable;

/** Where a saga can stand: at a step whose answer it awaits, or at one of its ends. */
public sealed interface SagaStep permits PlaceOrderSaga.Step, CancelOrderSaga.Step {

    /** What it is called. */
    String name();

    /** The step as declared; null for an end. */
    @Nullable StepDeclaration declaration();

    /** Whether something else follows, unless the step is refused. */
    default boolean isBeforePivot() {
        StepDeclaration step = declaration();
        return step != null
                && switch (step.kind()) {
                    case NO_EFFECT, COMPENSATABLE -> true;
                    case PIVOT, RETRIABLE, COMPENSATION -> false;
                };
    }

    default boolean isEnd() {
        return declaration() == null;
    }
}
