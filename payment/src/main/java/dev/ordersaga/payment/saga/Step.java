package dev.ordersaga.payment.saga;

import static dev.ordersaga.messaging.saga.StepDeclaration.compensatable;
import static dev.ordersaga.messaging.saga.StepDeclaration.compensation;

import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.saga.StepDeclaration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The commands of the saga: one action, and its compensation. */
public enum Step {
    USE_POINTS(
            compensatable("user.points.use", UsePoints.class, RestorePoints.class)
                    .answered(PointsUsed.class)
                    .refused(PointsRefused.class)),
    /** Undoes {@link #USE_POINTS}, whether or not it took effect. */
    RESTORE_POINTS(
            compensation("user.points.use", "user.points.restore", RestorePoints.class)
                    .answered(PointsRestored.class));

    private final StepDeclaration declaration;

    Step(StepDeclaration declaration) {
        this.declaration = declaration;
    }

    /** What is sent, and what can be answered. */
    StepDeclaration declaration() {
        return declaration;
    }

    /** The id of the step's command, the same however often a saga sends it. */
    public String commandId(UUID txId) {
        return declaration.commandId(txId);
    }

    /** The step whose command has this id; empty if it is no command of this saga. */
    public static Optional<Step> of(UUID txId, String commandId) {
        return Arrays.stream(values())
                .filter(step -> step.commandId(txId).equals(commandId))
                .findFirst();
    }
}
