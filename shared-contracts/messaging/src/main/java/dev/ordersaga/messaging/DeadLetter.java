package dev.ordersaga.messaging;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.WorkQueue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled, as it lies in its dead-letter queue.
 *
 * @param queue where it could not be handled
 * @param messageId null where the sender gave none
 * @param type what the message is called on the wire, e.g. {@code VerifyUser}
 * @param step the step it belongs to, e.g. {@code payment.pay}
 * @param txId the id of its saga; null where that cannot be read
 * @param reason why it is here, for people
 * @param attempts how often it was tried since it was sent, or replayed
 * @param failedAt when it came here; null where the broker has put it here
 * @param replays how often an operator has replayed it before
 * @param content what it says; null where it cannot be read
 */
public record DeadLetter(
        WorkQueue queue,
        @Nullable String messageId,
        String type,
        String step,
        @Nullable UUID txId,
        String reason,
        int attempts,
        @Nullable Instant failedAt,
        int replays,
        @Nullable Incoming<EventMessage> content) {}
