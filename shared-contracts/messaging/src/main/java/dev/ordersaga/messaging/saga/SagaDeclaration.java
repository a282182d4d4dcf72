package dev.ordersaga.messaging.saga;

import dev.ordersaga.contracts.Target;
import java.util.List;

/**
 * A saga as a list of its steps.
 *
 * @param target the kind of saga on the wire
 * @param steps first the way forward in its order, then the way back in its order
 */
public record SagaDeclaration(Target target, List<StepDeclaration> steps) {

    public SagaDeclaration {
        steps = List.copyOf(steps);
    }
}
