package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Target;
import java.util.UUID;

/**
 * A message that has arrived, decoded.
 *
 * @param target the kind of saga it belongs to
 * @param txId the saga's id
 * @param messageId unique per message, and the same in every copy of it
 * @param correlationId the id of the command that this is, or answers
 * @param body what it says
 */
public record Incoming<B>(
        Target target, UUID txId, String messageId, String correlationId, B body) {

    /** The same message, with its body looked at as something else. */
    public <C> Incoming<C> withBody(C other) {
        return new Incoming<>(target, txId, messageId, correlationId, other);
    }
}
