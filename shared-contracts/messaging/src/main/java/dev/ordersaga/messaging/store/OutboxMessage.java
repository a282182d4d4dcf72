package dev.ordersaga.messaging.store;

import org.jspecify.annotations.Nullable;

/**
 * A committed message on its way to the broker.
 *
 * @param body JSON
 * @param traceparent W3C trace context of what caused it
 */
public record OutboxMessage(
        String exchange,
        String routingKey,
        String messageId,
        String correlationId,
        String type,
        boolean mandatory,
        @Nullable String traceparent,
        String body) {}
