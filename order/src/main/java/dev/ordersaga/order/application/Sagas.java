package dev.ordersaga.order.application;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The sagas. All but {@link #read} work inside a transaction only. */
public interface Sagas {

    Mono<Void> prefetch(Collection<UUID> txIds);

    /** The saga, locked; empty if there is none. */
    Mono<RunningSaga> find(UUID txId);

    Mono<Void> add(RunningSaga saga);

    Mono<Void> save(RunningSaga saga);

    /** The saga as it was last committed; empty if there is none. */
    Mono<RunningSaga> read(UUID txId);
}
