package dev.ordersaga.messaging.saga;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Reply;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step as its saga declares it: what it sends, what can be answered, and what becomes of it when
 * a later step does not succeed.
 *
 * @param action the routing key of the action; a compensation is named after what it undoes
 * @param routingKey the routing key of the command
 * @param undoneBy the command that undoes it, or finds out what became of it; null where there is
 *     none
 * @param answers what a participant that has not refused can answer
 * @param refusals what a participant that refuses can answer; then the step has had no effect
 */
public record StepDeclaration(
        String action,
        String routingKey,
        Kind kind,
        Class<? extends Command> command,
        @Nullable Class<? extends Command> undoneBy,
        Set<Class<? extends Reply>> answers,
        Set<Class<? extends Reply>> refusals) {

    /** What a step is to its saga. */
    public enum Kind {
        /** Only asks: nothing is to be undone. */
        NO_EFFECT,
        /** Takes effect, and is undone where a later step does not succeed. */
        COMPENSATABLE,
        /** Decides: when it has succeeded, the saga goes through to its end. */
        PIVOT,
        /** Comes after the pivot: it is never refused, and sent until it is answered. */
        RETRIABLE,
        /** Undoes a step: it is never refused, and sent until it is answered. */
        COMPENSATION
    }

    public StepDeclaration {
        answers = Set.copyOf(answers);
        refusals = Set.copyOf(refusals);
    }

    public static StepDeclaration noEffect(String action, Class<? extends Command> command) {
        return new StepDeclaration(
                action, action, Kind.NO_EFFECT, command, null, Set.of(), Set.of());
    }

    public static StepDeclaration compensatable(
            String action, Class<? extends Command> command, Class<? extends Command> undoneBy) {
        return new StepDeclaration(
                action, action, Kind.COMPENSATABLE, command, undoneBy, Set.of(), Set.of());
    }

    public static StepDeclaration pivot(String action, Class<? extends Command> command) {
        return new StepDeclaration(action, action, Kind.PIVOT, command, null, Set.of(), Set.of());
    }

    /**
     * A pivot that is not sent again when its outcome is unknown.
     *
     * @param recalledBy the command whose answer decides in its place
     */
    public static StepDeclaration pivot(
            String action, Class<? extends Command> command, Class<? extends Command> recalledBy) {
        return new StepDeclaration(
                action, action, Kind.PIVOT, command, recalledBy, Set.of(), Set.of());
    }

    public static StepDeclaration retriable(String action, Class<? extends Command> command) {
        return new StepDeclaration(
                action, action, Kind.RETRIABLE, command, null, Set.of(), Set.of());
    }

    /**
     * A compensation.
     *
     * @param action of the step that it undoes
     */
    public static StepDeclaration compensation(
            String action, String routingKey, Class<? extends Command> command) {
        return new StepDeclaration(
                action, routingKey, Kind.COMPENSATION, command, null, Set.of(), Set.of());
    }

    /** The same, which can be answered with this too. */
    public StepDeclaration answered(Class<? extends Reply> answer) {
        return new StepDeclaration(
                action, routingKey, kind, command, undoneBy, with(answers, answer), refusals);
    }

    /** The same, which can be refused with this. */
    public StepDeclaration refused(Class<? extends Reply> refusal) {
        return new StepDeclaration(
                action, routingKey, kind, command, undoneBy, answers, with(refusals, refusal));
    }

    /** The id of the step's command, the same however often a saga sends it. */
    public String commandId(UUID txId) {
        return kind == Kind.COMPENSATION
                ? CommandId.compensation(txId, action)
                : CommandId.action(txId, action);
    }

    /** Whether this is a kind of answer that the step can have. */
    public boolean canHear(Reply reply) {
        return answers.contains(reply.getClass()) || refusals.contains(reply.getClass());
    }

    /** Whether this is sent until it is answered. */
    public boolean isSentForEver() {
        return switch (kind) {
            case NO_EFFECT, COMPENSATABLE -> false;
            case PIVOT -> undoneBy == null;
            case RETRIABLE, COMPENSATION -> true;
        };
    }

    /** Whether this is the compensation of that. */
    public boolean undoes(StepDeclaration other) {
        return kind == Kind.COMPENSATION && other.kind != kind && action.equals(other.action);
    }

    private static Set<Class<? extends Reply>> with(
            Set<Class<? extends Reply>> some, Class<? extends Reply> more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
