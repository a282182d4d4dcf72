package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.domain.OrderItem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders}. Prices are the kitchen's business and are not taken from here.
 *
 * @param userId the buyer
 */
record PlaceOrderRequest(
        @NotNull @Min(1) @Max(Limits.MAX_ID) @Nullable Long userId,
        @NotEmpty @Size(max = Limits.MAX_ITEMS) @Nullable List<@NotNull @Valid Item> productItems) {

    record Item(
            @NotNull @Min(1) @Max(Limits.MAX_ID) @Nullable Long productId,
            @NotNull @Min(1) @Max(Limits.MAX_AMOUNT) @Nullable Integer amount) {

        OrderItem toDomain() {
            return OrderItem.unpriced(Limits.valid(productId), Limits.valid(amount));
        }
    }

    List<OrderItem> items() {
        return Limits.valid(productItems).stream().map(Item::toDomain).toList();
    }
}
