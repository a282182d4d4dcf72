package dev.ordersaga.order.application;

import dev.ordersaga.order.saga.SagaPhase;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sagas to look for: those that fit everything that is not left open.
 *
 * @param phases any of these
 * @param step the step that they wait at, or the end that they have come to; null means any
 * @param after only what is younger than the saga of this id; null means from the oldest on
 * @param before only what has begun before; null means any
 * @param limit so many at most
 */
public record SagaQuery(
        Set<SagaPhase> phases,
        @Nullable String step,
        @Nullable UUID after,
        @Nullable Instant before,
        int limit) {

    public SagaQuery {
        phases = Set.copyOf(phases);
    }
}
