package dev.ordersaga.messaging.saga;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.saga.StepDeclaration.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds what would go wrong with a saga before it runs: a step that takes effect and cannot be
 * undone, one that can be refused when it is too late, a message that nobody hears.
 */
public final class SagaLint {

    private SagaLint() {}

    /**
     * All faults of a saga, a sentence each; none if it may run.
     *
     * @param listeners what is listened for on the queues that are known here; messages that go to
     *     other queues need only be bound
     */
    public static List<String> faults(
            SagaDeclaration saga, Map<WorkQueue, ? extends Class<?>> listeners) {
        return Stream.of(
                        ofTheOrder(saga.steps()),
                        saga.steps().stream().flatMap(SagaLint::ofStep),
                        saga.steps().stream().flatMap(step -> onTheWire(saga, step, listeners)))
                .flatMap(faults -> faults)
                .map(fault -> saga.target() + ": " + fault)
                .toList();
    }

    private static Stream<String> ofTheOrder(List<StepDeclaration> steps) {
        List<Integer> places = steps.stream().map(step -> place(step.kind())).toList();
        List<Undoing> undone =
                steps.stream()
                        .filter(step -> step.undoneBy() != null)
                        .map(step -> new Undoing(step.action(), step.undoneBy()))
                        .toList()
                        .reversed();
        List<Undoing> undoing =
                steps.stream()
                        .filter(step -> step.kind() == Kind.COMPENSATION)
                        .map(step -> new Undoing(step.action(), step.command()))
                        .toList();
        return Stream.of(
                        fault(
                                places.stream().filter(place -> place == 1).count() > 1,
                                "there is more than one pivot"),
                        fault(
                                !places.equals(places.stream().sorted().toList()),
                                "the order is not: what may be undone, the pivot, what cannot"
                                        + " be refused, compensations"),
                        fault(
                                !undoing.equals(undone),
                                "the compensations are %s, and not what undoes the steps in"
                                                .formatted(undoing)
                                        + " reverse order, %s".formatted(undone)))
                .flatMap(faults -> faults);
    }

    private static int place(Kind kind) {
        return switch (kind) {
            case NO_EFFECT, COMPENSATABLE -> 0;
            case PIVOT -> 1;
            case RETRIABLE -> 2;
            case COMPENSATION -> 3;
        };
    }

    private static Stream<String> ofStep(StepDeclaration step) {
        String name = step.command().getSimpleName();
        return Stream.of(
                        fault(
                                step.kind() == Kind.COMPENSATABLE && step.undoneBy() == null,
                                name + " takes effect, and nothing undoes it"),
                        fault(
                                place(step.kind()) > place(Kind.PIVOT)
                                        && !step.refusals().isEmpty(),
                                name + " can be refused, when it is too late for that"),
                        fault(step.answers().isEmpty(), name + " is never answered"))
                .flatMap(faults -> faults);
    }

    private static Stream<String> onTheWire(
            SagaDeclaration saga,
            StepDeclaration step,
            Map<WorkQueue, ? extends Class<?>> listeners) {
        String key = step.routingKey();
        return Stream.concat(
                unheard(Exchanges.COMMANDS, key, Stream.of(step.command()), listeners),
                unheard(
                        Exchanges.REPLIES,
                        Exchanges.replyKey(saga.target(), key),
                        Stream.concat(step.answers().stream(), step.refusals().stream()),
                        listeners));
    }

    private static Stream<String> unheard(
            String exchange,
            String key,
            Stream<? extends Class<?>> messages,
            Map<WorkQueue, ? extends Class<?>> listeners) {
        List<WorkQueue> queues = WorkQueue.boundTo(exchange, key);
        if (queues.size() != 1) {
            return Stream.of("%s on %s goes to %s".formatted(key, exchange, queues));
        }
        Class<?> heard = listeners.get(queues.getFirst());
        return heard == null
                ? Stream.empty()
                : messages.filter(message -> !heard.isAssignableFrom(message))
                        .map(Class::getSimpleName)
                        .sorted()
                        .map(message -> message + " is not heard on " + queues.getFirst());
    }

    private static Stream<String> fault(boolean is, String what) {
        return is ? Stream.of(what) : Stream.empty();
    }

    /** A command, and the step that it undoes. */
    private record Undoing(String action, Class<?> command) {

        @Override
        public String toString() {
            return Objects.requireNonNull(command).getSimpleName() + " of " + action;
        }
    }
}
