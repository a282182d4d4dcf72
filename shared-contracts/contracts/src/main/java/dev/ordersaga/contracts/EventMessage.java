package dev.ordersaga.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/**
 * The body of every AMQP message: what a saga says, or the news that a step failed for technical
 * reasons.
 *
 * <pre>{@code
 * {"EventMessageType":"TargetEventMessage","target":"ORDER_CREATION","txId":"…","message":{"eventType":"VerifyUser",…}}
 * {"EventMessageType":"ErrorEventMessage","target":"ORDER_CREATION","txId":"…","errorMessage":"…"}
 * }</pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "EventMessageType")
public sealed interface EventMessage {

    /** The kind of saga that this message belongs to. */
    Target target();

    /** The saga's id, a time-ordered UUID. */
    UUID txId();

    /** A command, a reply or an event of a saga. */
    record TargetEventMessage(Target target, UUID txId, Message message) implements EventMessage {}

    /**
     * Tells the orchestrator that a participant gave up on a command after its last attempt.
     *
     * @param errorMessage what went wrong, for people; never a stack trace
     */
    record ErrorEventMessage(Target target, UUID txId, String errorMessage)
            implements EventMessage {}
}
