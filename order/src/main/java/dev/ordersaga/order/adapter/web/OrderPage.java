package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.domain.Order;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some orders, the newest first.
 *
 * @param nextCursor where the next page begins; null if this is the last
 */
record OrderPage(List<OrderBody> orders, @Nullable UUID nextCursor) {

    /**
     * A page.
     *
     * @param found one more than the page holds, if there are more
     */
    static OrderPage of(List<Order> found, int limit) {
        return new OrderPage(
                found.stream().limit(limit).map(OrderBody::of).toList(),
                found.size() > limit ? found.get(limit - 1).orderId() : null);
    }
}
