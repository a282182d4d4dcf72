package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.payment.saga.Step;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The ids of the saga's commands: always the same for the same step of the same saga. */
final class StepCommands {

    private static final String ACTION = "user.points.use";

    private StepCommands() {}

    static Outgoing outgoing(UUID txId, Step step, UserCommand command) {
        return Outgoing.command(Target.PAYMENT, txId, commandId(txId, step), command);
    }

    /** The step whose command has this id; empty if it is none of this saga's. */
    static Optional<Step> stepOf(UUID txId, String commandId) {
        return Arrays.stream(Step.values())
                .filter(step -> commandId(txId, step).equals(commandId))
                .findFirst();
    }

    private static String commandId(UUID txId, Step step) {
        return switch (step) {
            case USE_POINTS -> CommandId.action(txId, ACTION);
            case RESTORE_POINTS -> CommandId.compensation(txId, ACTION);
        };
    }
}
