package dev.ordersaga.payment.application;

import dev.ordersaga.payment.saga.PaymentProcess;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** All payments: at most one of each order, at most one of each saga. */
public interface Payments {

    /** Loads and locks the payments of these orders, in the order of their keys. */
    Mono<Void> prefetch(Collection<UUID> orderIds);

    /** Loads and locks the payments of these sagas. */
    Mono<Void> prefetchSagas(Collection<UUID> txIds);

    /** The order's payment as this transaction has it, locked until it ends; empty if none. */
    Mono<PaymentProcess> find(UUID orderId);

    /** As {@link #find}, by the saga that charges it. */
    Mono<PaymentProcess> findBySaga(UUID txId);

    /**
     * Orders whose payment's awaited answer is late, their payments locked; those that another
     * transaction has are left out.
     */
    Mono<List<UUID>> late(Instant now, int limit);

    /** Takes a new state into the transaction. It must have been looked for before. */
    Mono<Void> save(PaymentProcess process);

    /** What is committed, read without a lock and outside any transaction; empty if none. */
    Mono<PaymentProcess> read(UUID orderId);
}
