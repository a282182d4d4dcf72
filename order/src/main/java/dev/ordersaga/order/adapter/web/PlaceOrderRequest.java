package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of {@code POST /orders}. Prices are the kitchen's business and are not taken from here.
 *
 * @param userId the buyer, who is the caller; may be left out
 */
record PlaceOrderRequest(
        @Min(1) @Max(Limits.MAX_ID) @Nullable Long userId,
        @NotEmpty @Size(max = Limits.MAX_ITEMS) @Nullable List<@NotNull @Valid Item> productItems) {

    record Item(
            @NotNull @Min(1) @Max(Limits.MAX_ID) @Nullable Long productId,
            @NotNull @Min(1) @Max(Limits.MAX_AMOUNT) @Nullable Integer amount) {

        OrderItem toDomain() {
            return OrderItem.unpriced(Limits.valid(productId), Limits.valid(amount));
        }
    }

    /**
     * The buyer.
     *
     * @throws Problem 403 if another user is named
     */
    long buyer(Caller caller) {
        if (userId != null && !caller.is(userId)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN, "foreign-user", "Orders are placed for oneself only.");
        }
        return caller.userId();
    }

    List<OrderItem> items() {
        return Limits.valid(productItems).stream().map(Item::toDomain).toList();
    }
}
