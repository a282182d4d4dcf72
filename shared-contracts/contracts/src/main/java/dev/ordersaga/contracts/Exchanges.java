package dev.ordersaga.contracts;

import java.util.List;

/** The exchanges. All are durable topic exchanges. */
public final class Exchanges {

    /** Commands; the routing key is the step. */
    public static final String COMMANDS = "saga.commands";

    /** Replies; the routing key is {@code <orchestrator>.<step>}. */
    public static final String REPLIES = "saga.replies";

    /** Facts for whoever listens. */
    public static final String EVENTS = "saga.events";

    /**
     * What could not be handled: for good, by the work queue's name; for now, by that of a retry
     * queue; and what comes back from the dead, by {@link WorkQueue#replayKey()}.
     */
    public static final String DEAD_LETTERS = "saga.dead-letters";

    /** All of them. */
    public static final List<String> ALL = List.of(COMMANDS, REPLIES, EVENTS, DEAD_LETTERS);

    private Exchanges() {}

    /** The routing key of a reply, e.g. {@code order.user.verify}. */
    public static String replyKey(Target target, String commandKey) {
        return target.orchestrator() + "." + commandKey;
    }
}
