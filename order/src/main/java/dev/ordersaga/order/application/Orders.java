package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.Order;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The orders. All but {@link #read} work inside a transaction only. */
public interface Orders {

    Mono<Void> prefetch(Collection<UUID> orderIds);

    /** The order, locked; empty if there is none. */
    Mono<Order> find(UUID orderId);

    Mono<Void> add(Order order);

    Mono<Void> save(Order order);

    /** The order as it was last committed; empty if there is none. */
    Mono<Order> read(UUID orderId);
}
