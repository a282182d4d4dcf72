package dev.ordersaga.order.application;

import java.time.Instant;
import java.util.UUID;

/**
 * The first answer under a key.
 *
 * @param fingerprint tells what was asked for
 * @param orderId the order that was placed
 */
public record KeptAnswer(
        IdempotencyKey key, String fingerprint, UUID orderId, FirstAnswer answer, Instant at) {}
