package dev.ordersaga.payment.application;

import dev.ordersaga.payment.saga.PaymentProcess;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Payments that forget everything when the test ends. */
final class InMemoryPayments implements Payments {

    private final Map<UUID, PaymentProcess> byOrder = new ConcurrentHashMap<>();

    /** Where set, the database is out of reach. */
    private RuntimeException outage;

    void failWith(RuntimeException fault) {
        outage = fault;
    }

    @Override
    public Mono<Void> prefetch(Collection<UUID> orderIds) {
        return reach(Mono.empty());
    }

    @Override
    public Mono<Void> prefetchSagas(Collection<UUID> txIds) {
        return reach(Mono.empty());
    }

    @Override
    public Mono<PaymentProcess> find(UUID orderId) {
        return reach(Mono.fromSupplier(() -> byOrder.get(orderId)));
    }

    @Override
    public Mono<PaymentProcess> findBySaga(UUID txId) {
        return reach(
                Mono.defer(
                        () ->
                                Mono.justOrEmpty(
                                        byOrder.values().stream()
                                                .filter(process -> process.txId().equals(txId))
                                                .findFirst())));
    }

    @Override
    public Mono<List<UUID>> late(Instant now, int limit) {
        return reach(
                Mono.fromSupplier(
                        () ->
                                byOrder.values().stream()
                                        .filter(process -> process.deadline() != null)
                                        .filter(process -> !process.deadline().isAfter(now))
                                        .map(process -> process.payment().orderId())
                                        .limit(limit)
                                        .toList()));
    }

    @Override
    public Mono<Void> save(PaymentProcess process) {
        return reach(Mono.fromRunnable(() -> byOrder.put(process.payment().orderId(), process)));
    }

    @Override
    public Mono<PaymentProcess> read(UUID orderId) {
        return find(orderId);
    }

    private <T> Mono<T> reach(Mono<T> work) {
        return Mono.defer(() -> outage == null ? work : Mono.error(outage));
    }
}
