package dev.ordersaga.order.application;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sagas. All but {@link #ofOrder} work inside a transaction only. */
public interface Sagas {

    Mono<Void> prefetch(Collection<UUID> txIds);

    /** The saga, locked; empty if there is none. */
    Mono<RunningSaga> find(UUID txId);

    /** Sagas whose deadline has passed, locked; those that another transaction has are left out. */
    Mono<List<UUID>> late(Instant now, int limit);

    Mono<Void> add(RunningSaga saga);

    Mono<Void> save(RunningSaga saga);

    /** The sagas of an order as they were last committed, the first first. */
    Flux<RunningSaga> ofOrder(UUID orderId);
}
