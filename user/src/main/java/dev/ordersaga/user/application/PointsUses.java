package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.PointsUse;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What became of the points of each payment. Dealt with inside a transaction. */
public interface PointsUses {

    /** Loads and locks, in key order, those that the transaction will ask for. */
    Mono<Void> prefetch(Collection<UUID> paymentIds);

    /** Locked until the transaction ends; empty where nothing is known of the payment. */
    Mono<PointsUse> find(UUID paymentId);

    /** Keeps what was looked for before, new or changed. */
    Mono<Void> save(PointsUse use);
}
