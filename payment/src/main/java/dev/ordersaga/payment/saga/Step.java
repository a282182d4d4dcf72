package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.CommandId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The commands of the saga: one action, and its compensation. */
public enum Step {
    /** {@code user.points.use}. */
    USE_POINTS,
    /** {@code user.points.restore}: undoes {@link #USE_POINTS}, whether or not it took effect. */
    RESTORE_POINTS;

    private static final String ACTION = "user.points.use";

    /** The id of the step's command, the same however often a saga sends it. */
    public String commandId(UUID txId) {
        return switch (this) {
            case USE_POINTS -> CommandId.action(txId, ACTION);
            case RESTORE_POINTS -> CommandId.compensation(txId, ACTION);
        };
    }

    /** The step whose command has this id; empty if it is no command of this saga. */
    public static Optional<Step> of(UUID txId, String commandId) {
        return Arrays.stream(values())
                .filter(step -> step.commandId(txId).equals(commandId))
                .findFirst();
    }
}
