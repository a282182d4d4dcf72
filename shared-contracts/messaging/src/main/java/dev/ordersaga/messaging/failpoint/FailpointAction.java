package dev.ordersaga.messaging.failpoint;

/** What happens at an armed failpoint. */
public enum FailpointAction {

    /** The process ends by SIGKILL, and crosses nothing more. */
    KILL,

    /** The process is held by SIGSTOP, and crosses the boundary after somebody's SIGCONT. */
    STOP,

    /**
     * The crossing fails. Before a commit it is as if a statement had failed; after it, as if the
     * answer to the commit had been lost; after publishing, as if the outbox could not be reached;
     * before an acknowledgement, as if the channel had gone.
     */
    FAIL,

    /** The crossing takes longer. */
    DELAY
}
