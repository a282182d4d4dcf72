package dev.ordersaga.messaging.store;

import java.util.List;
import java.util.UUID;

/** Messages that were committed together, and are forgotten together. */
public record OutboxRow(UUID id, List<OutboxMessage> messages) {

    public OutboxRow {
        messages = List.copyOf(messages);
    }
}
