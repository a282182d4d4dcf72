package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.SagaPhase;
import dev.ordersaga.order.saga.SagaStep;
import dev.ordersaga.web.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What sagas are asked for: a phase, or the name of a step or an end.
 *
 * @param step null means any
 */
record SagaState(Set<SagaPhase> phases, @Nullable String step) {

    private static final Set<SagaPhase> UNFINISHED =
            EnumSet.complementOf(EnumSet.of(SagaPhase.ENDED));

    /** As a request names it; null means all. */
    static SagaState named(@Nullable String name) {
        if (name == null) {
            return new SagaState(EnumSet.allOf(SagaPhase.class), null);
        }
        return Arrays.stream(SagaPhase.values())
                .filter(phase -> phase.name().equals(name))
                .findAny()
                .map(phase -> new SagaState(Set.of(phase), null))
                .orElseGet(() -> atStep(name));
    }

    private static SagaState atStep(String name) {
        List<SagaStep> steps =
                Stream.<SagaStep>concat(
                                Arrays.stream(PlaceOrderSaga.Step.values()),
                                Arrays.stream(CancelOrderSaga.Step.values()))
                        .filter(step -> step.name().equals(name))
                        .toList();
        if (steps.isEmpty()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "There is no such state: neither a phase, nor a step or an end of a saga.");
        }
        return new SagaState(steps.getFirst().isEnd() ? Set.of(SagaPhase.ENDED) : UNFINISHED, name);
    }
}
