package dev.ordersaga.order.application;

import dev.ordersaga.messaging.RecurringWork;
import dev.ordersaga.order.domain.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Waits for orders to end, whichever instance ends them: the database is asked again and again, at
 * once for all orders that are waited for, and not at all while there are none.
 */
public final class AwaitEnd implements RecurringWork {

    private static final int ASKED_FOR_AT_ONCE = 200;

    private final EndedOrders orders;
    private final int most;
    private final Duration interval;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param most about so many may wait at a time
     * @param interval between two questions to the database
     */
    public AwaitEnd(EndedOrders orders, int most, Duration interval) {
        this.orders = orders;
        this.most = most;
        this.interval = interval;
    }

    private record Waiter(UUID orderId, Sinks.One<Order> end) {

        void tell(Order order) {
            var _ = end.tryEmitValue(order);
        }

        void leave() {
            var _ = end.tryEmitEmpty();
        }
    }

    /**
     * The order as soon as it has ended; empty if it has not after that time, or at once if too
     * many wait already. Who goes away does not wait any longer.
     */
    public Mono<Order> of(UUID orderId, Duration longest) {
        return Mono.defer(
                () -> {
                    if (closed || waiters.size() >= most) {
                        return Mono.empty();
                    }
                    Waiter waiter = new Waiter(orderId, Sinks.one());
                    waiters.add(waiter);
                    return waiter.end()
                            .asMono()
                            .timeout(longest, Mono.empty())
                            .doFinally(_ -> waiters.remove(waiter));
                });
    }

    /** How many wait. */
    public int waiters() {
        return waiters.size();
    }

    /** Nobody waits any longer: the service is about to stop. */
    public void close() {
        closed = true;
        waiters.forEach(Waiter::leave);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Mono<Boolean> run() {
        Map<UUID, List<Waiter>> waiting =
                waiters.stream().collect(Collectors.groupingBy(Waiter::orderId));
        return Flux.fromIterable(waiting.keySet())
                .buffer(ASKED_FOR_AT_ONCE)
                .concatMap(orders::among)
                .doOnNext(
                        order ->
                                waiting.getOrDefault(order.orderId(), List.of())
                                        .forEach(waiter -> waiter.tell(order)))
                .then(Mono.just(false));
    }
}
