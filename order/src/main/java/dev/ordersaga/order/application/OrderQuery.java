package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.OrderStatus;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to look for: those that fit everything that is not left open.
 *
 * @param userId whose; null means anybody's
 * @param statuses any of these, of which there is at least one
 * @param before only what is older than the order of this id; null means from the newest on
 * @param limit so many at most
 */
public record OrderQuery(
        @Nullable Long userId, Set<OrderStatus> statuses, @Nullable UUID before, int limit) {

    public OrderQuery {
        statuses = Set.copyOf(statuses);
    }
}
