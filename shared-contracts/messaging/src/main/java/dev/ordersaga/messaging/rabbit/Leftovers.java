package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stays in the outbox, for the log: of each reason one line, with the number of messages and
 * one of them, however many there are. Each is in the outbox itself.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    private record Share(long messages, String firstId) {

        Share plus(Share more) {
            return new Share(messages + more.messages, firstId);
        }
    }

    void add(OutboxMessage message, NotConfirmed reason) {
        shares.merge(reason.getMessage(), new Share(1, message.messageId()), Share::plus);
    }

    /** Writes what has been added since the last time. */
    void tell() {
        shares.keySet().forEach(reason -> shares.computeIfPresent(reason, Leftovers::told));
    }

    private static @Nullable Share told(String reason, Share share) {
        LOG.warn(
                "Messages that stay in the outbox: {}, the first of them {}: {}",
                share.messages(),
                share.firstId(),
                reason);
        return null;
    }
}
