package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.IdempotencyKey;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.PlaceOrderOnce;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.InProgress;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Placed;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Reused;
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
    private final PlacedAnswers answers;

    PlaceOrderController(PlaceOrder placeOrder, PlaceOrderOnce placeOrderOnce, JsonMapper json) {
        this.placeOrder = placeOrder;
        this.placeOrderOnce = placeOrderOnce;
        this.answers = new PlacedAnswers(json);
    }

    /** Answers at once with the order, PENDING; its Location tells later what became of it. */
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
    @ApiResponse(
            responseCode = "202",
            description = "The order is accepted",
            content = @Content(schema = @Schema(implementation = OrderBody.class)))
    @PostMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> place(
            Caller caller,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Valid @RequestBody PlaceOrderRequest request) {
        long buyer = request.buyer(caller);
        String key = IdempotencyHeader.of(headers);
        return key == null
                ? placeOrder
                        .handle(buyer, request.items())
                        .map(answers::accepted)
                        .map(PlacedAnswers::first)
                : placeOrderOnce
                        .handle(
                                new IdempotencyKey(buyer, key), request.items(), answers::accepted)
                        .map(PlaceOrderController::answer);
    }

    private static ResponseEntity<byte[]> answer(Outcome outcome) {
        return switch (outcome) {
            case Placed(_, var answer, var replayed) when replayed ->
                    PlacedAnswers.replayed(answer);
            case Placed(_, var answer, _) -> PlacedAnswers.first(answer);
            case Reused _ -> throw reused();
            case InProgress _ -> throw inProgress();
        };
    }

    private static Problem reused() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "Another order was asked for with this Idempotency-Key.");
    }

    private static Problem inProgress() {
        return Problem.conflict(
                        "idempotency-key-in-progress",
                        "The first request with this Idempotency-Key has not been answered yet.")
                .retryAfter(Duration.ZERO);
    }
}
