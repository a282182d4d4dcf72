package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.Order;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Tells which orders have ended. */
@FunctionalInterface
public interface EndedOrders {

    /** Those of these orders that have ended, as they were last committed. */
    Flux<Order> among(Collection<UUID> orderIds);
}
