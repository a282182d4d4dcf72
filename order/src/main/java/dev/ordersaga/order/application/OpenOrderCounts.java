package dev.ordersaga.order.application;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Counts the orders that have not ended. */
@FunctionalInterface
public interface OpenOrderCounts {

    /** By user, for all who have any. */
    Mono<Map<Long, Long>> perUser();
}
