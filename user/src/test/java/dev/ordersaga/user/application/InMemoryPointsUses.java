package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.PointsUse;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

final class InMemoryPointsUses implements PointsUses {

    private final Map<UUID, PointsUse> uses = new HashMap<>();

    @Override
    public Mono<Void> prefetch(Collection<UUID> paymentIds) {
        return Mono.empty();
    }

    @Override
    public Mono<PointsUse> find(UUID paymentId) {
        return Mono.fromSupplier(() -> uses.get(paymentId));
    }

    @Override
    public Mono<Void> save(PointsUse use) {
        return Mono.fromRunnable(() -> uses.put(use.paymentId(), use));
    }
}
