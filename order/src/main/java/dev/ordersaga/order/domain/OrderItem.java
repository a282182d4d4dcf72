package dev.ordersaga.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * So many of one product.
 *
 * @param price of one, in minor units of the order's currency; null until the kitchen has priced it
 */
public record OrderItem(long productId, int amount, @Nullable Long price) {

    public static OrderItem unpriced(long productId, int amount) {
        return new OrderItem(productId, amount, null);
    }
}
