package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.AwaitEnd;
import dev.ordersaga.order.application.IdempotencyKey;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.PlaceOrderOnce;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.InProgress;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Placed;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Reused;
import dev.ordersaga.order.application.TooManyOpenOrders;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Places orders. */
@RestController
final class PlaceOrderController {

    private final PlaceOrder placeOrder;
    private final PlaceOrderOnce placeOrderOnce;
    private final AwaitEnd awaitEnd;
    private final PlacedAnswers answers;

    PlaceOrderController(
            PlaceOrder placeOrder,
            PlaceOrderOnce placeOrderOnce,
            AwaitEnd awaitEnd,
            JsonMapper json) {
        this.placeOrder = placeOrder;
        this.placeOrderOnce = placeOrderOnce;
        this.awaitEnd = awaitEnd;
        this.answers = new PlacedAnswers(json);
    }

    /**
     * Answers at once with the order, PENDING, or when it has ended, if the client prefers to wait
     * and it does so in time; its Location tells later what became of it.
     */
    @Operation(summary = "Places an order")
    @Parameter(
            in = ParameterIn.HEADER,
            name = IdempotencyHeader.NAME,
            description =
                    "1 to 255 printable ASCII characters of the client's choice, under which the"
                            + " request can be repeated: for at least a day it gets the first answer"
                            + " again",
            example = "7c9f1f6e-2f4b-4c1a-9d3e-5a6c7d8e2f4b",
            schema = @Schema(type = "string", minLength = 1, maxLength = 255))
    @Parameter(
            in = ParameterIn.HEADER,
            name = PreferWait.HEADER,
            description =
                    "RFC 7240: wait=N has the answer wait for the order's end, for N seconds, 30 at"
                            + " most",
            example = "wait=10",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "The order has ended while the client waited",
            content = @Content(schema = @Schema(implementation = OrderBody.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The order is accepted",
            content = @Content(schema = @Schema(implementation = OrderBody.class)))
    @PostMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> place(
            Caller caller,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Valid @RequestBody PlaceOrderRequest request) {
        String key = IdempotencyHeader.of(headers);
        long buyer = request.buyer(caller);
        int wait = PreferWait.seconds(headers);
        Mono<Placed> placed =
                key == null
                        ? place(buyer, request.items())
                        : place(new IdempotencyKey(buyer, key), request.items());
        return placed.onErrorMap(TooManyOpenOrders.class, _ -> tooMany())
                .flatMap(order -> wait == 0 ? Mono.just(response(order)) : ended(order, wait));
    }

    private Mono<Placed> place(long buyer, List<OrderItem> items) {
        return placeOrder
                .handle(buyer, items)
                .map(order -> new Placed(order.orderId(), answers.accepted(order), false));
    }

    private Mono<Placed> place(IdempotencyKey key, List<OrderItem> items) {
        return placeOrderOnce
                .handle(key, items, answers::accepted)
                .map(
                        outcome ->
                                switch (outcome) {
                                    case Placed placed -> placed;
                                    case Reused _ -> throw reused();
                                    case InProgress _ -> throw inProgress();
                                });
    }

    /** The order as it ends, or else what would have been answered without waiting. */
    private Mono<ResponseEntity<byte[]>> ended(Placed placed, int wait) {
        return awaitEnd.of(placed.orderId(), Duration.ofSeconds(wait))
                .map(order -> answers.ended(order, wait))
                .map(answer -> PlacedAnswers.response(answer, placed.replayed()))
                .defaultIfEmpty(response(placed));
    }

    private static ResponseEntity<byte[]> response(Placed placed) {
        return PlacedAnswers.response(placed.answer(), placed.replayed());
    }

    private static Problem reused() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "Another order was asked for with this Idempotency-Key.");
    }

    private static Problem tooMany() {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-open-orders",
                        "Too many of your orders have not ended yet.")
                .retryAfter(Duration.ZERO);
    }

    private static Problem inProgress() {
        return Problem.conflict(
                        "idempotency-key-in-progress",
                        "The first request with this Idempotency-Key has not been answered yet.")
                .retryAfter(Duration.ZERO);
    }
}
