package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.Order;
import reactor.core.publisher.Flux;

/** The orders as they are listed: as they were last committed, and not locked. */
@FunctionalInterface
public interface OrderOverview {

    /** The newest first. */
    Flux<Order> find(OrderQuery query);
}
