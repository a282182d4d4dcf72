package dev.ordersaga.contracts;

import java.util.UUID;

/**
 * Deterministic ids of commands, {@code txId:step:phase}: a command that is sent again has the id
 * of the first, so that its participant knows it.
 */
public final class CommandId {

    private CommandId() {}

    /**
     * The id of a step's action.
     *
     * @param step the routing key of the step's action, e.g. {@code payment.pay}
     */
    public static String action(UUID txId, String step) {
        return txId + ":" + step + ":action";
    }

    /**
     * The id of what undoes a step.
     *
     * @param step the routing key of the action that is undone, e.g. {@code payment.pay}
     */
    public static String compensation(UUID txId, String step) {
        return txId + ":" + step + ":compensation";
    }
}
