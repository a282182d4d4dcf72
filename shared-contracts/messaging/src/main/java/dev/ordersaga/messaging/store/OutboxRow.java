package dev.ordersaga.messaging.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A committed message on its way to the broker.
 *
 * @param id of the row
 * @param body JSON
 * @param traceparent W3C trace context of what caused it
 */
public record OutboxRow(
        UUID id,
        String exchange,
        String routingKey,
        String messageId,
        String correlationId,
        String type,
        boolean mandatory,
        @Nullable String traceparent,
        String body) {}
