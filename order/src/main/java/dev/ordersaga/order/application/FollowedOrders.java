package dev.ordersaga.order.application;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What happens to orders, for those who follow them. */
public interface FollowedOrders {

    /** How far the order has come; empty if there is none. */
    Mono<OrderProgress> progress(UUID orderId);

    /** What is after these places, as far as there is something; a bounded part of it. */
    Mono<Map<OrderPlace, OrderNews>> news(Set<OrderPlace> places);
}
