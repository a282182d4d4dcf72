package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.OrderOverview;
import dev.ordersaga.order.application.OrderQuery;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists orders. */
@RestController
final class OrderListController {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final OrderOverview overview;

    OrderListController(OrderOverview overview) {
        this.overview = overview;
    }

    @Operation(summary = "The caller's orders, for operators everybody's, the newest first")
    @GetMapping("/orders")
    Mono<OrderPage> list(
            Caller caller,
            @Parameter(description = "Only those in this status", example = "APPROVED")
                    @RequestParam(required = false)
                    @Nullable OrderStatus status,
            @Parameter(description = "Only this user's; others than operators have their own only")
                    @RequestParam(required = false)
                    @Min(1)
                    @Max(Limits.MAX_ID)
                    @Nullable Long userId,
            @RequestParam(defaultValue = "" + USUAL) @Min(1) @Max(MOST) int limit,
            @Parameter(description = "The nextCursor of the page before")
                    @RequestParam(required = false)
                    @Nullable UUID cursor) {
        return overview.find(
                        new OrderQuery(owner(caller, userId), statuses(status), cursor, limit + 1))
                .collectList()
                .map(found -> OrderPage.of(found, limit));
    }

    /** Whose orders are listed; null means everybody's. */
    private static @Nullable Long owner(Caller caller, @Nullable Long userId) {
        if (caller.isOperator()) {
            return userId;
        }
        if (userId != null && !caller.is(userId)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN, "foreign-user", "These are another user's orders.");
        }
        return caller.userId();
    }

    private static Set<OrderStatus> statuses(@Nullable OrderStatus status) {
        return status == null ? EnumSet.allOf(OrderStatus.class) : EnumSet.of(status);
    }
}
