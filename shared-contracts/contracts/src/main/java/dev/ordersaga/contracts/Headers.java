package dev.ordersaga.contracts;

import java.util.List;

/** The headers of AMQP messages. Only copies of messages that have failed have one with x. */
public final class Headers {

    /** The trace that the message belongs to (W3C Trace Context). */
    public static final String TRACEPARENT = "traceparent";

    /** Counts the attempts at a message over all its copies, from 1. */
    public static final String ATTEMPT = "x-attempt";

    /** The key with which a copy's original was sent; retry queues replace the envelope's. */
    public static final String ROUTING_KEY = "x-routing-key";

    public static final String REASON = "x-reason";
    public static final String FAILED_AT = "x-failed-at";

    /** The work queue that a dead letter could not be handled from. */
    public static final String QUEUE = "x-queue";

    /** The saga of a dead letter, where it is known. */
    public static final String SAGA = "x-saga";

    public static final String STEP = "x-step";

    /** How often a dead letter has been sent back. */
    public static final String REPLAYS = "x-replays";

    public static final String REPLAYED_AT = "x-replayed-at";
    public static final String REPLAYED_BY = "x-replayed-by";

    /** All that the services set. */
    public static final List<String> ALL =
            List.of(
                    TRACEPARENT,
                    ATTEMPT,
                    ROUTING_KEY,
                    REASON,
                    FAILED_AT,
                    QUEUE,
                    SAGA,
                    STEP,
                    REPLAYS,
                    REPLAYED_AT,
                    REPLAYED_BY);

    private Headers() {}
}
