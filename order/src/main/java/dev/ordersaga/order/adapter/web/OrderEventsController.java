package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.FollowedOrders;
import dev.ordersaga.order.application.OrderNews;
import dev.ordersaga.order.application.OrderPlace;
import dev.ordersaga.order.application.OrderProgress;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import dev.ordersaga.web.stream.EventStreams;
import dev.ordersaga.web.stream.Watch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells what happens to an order while it happens. */
@RestController
final class OrderEventsController {

    private static final String EXAMPLE =
            """
            retry:1000

            id:1-0
            event:step
            data:{"txId":"01987c5e-6b1f-7c1a-9d3e-2f4b5a6c7d8e","number":1,\
            "at":"2026-01-01T12:00:00Z","step":"order","direction":"LOCAL","outcome":"PENDING",\
            "reason":null}

            id:10-0-end
            event:status
            data:{"orderId":"01987c5e-6b1e-7a52-8f00-1b2c3d4e5f60","status":"APPROVED",\
            "rejectReason":null,"cancelRefusal":null}
            """;

    private final FollowedOrders orders;
    private final EventStreams streams;
    private final Watch<OrderPlace, OrderNews> watch;

    OrderEventsController(
            FollowedOrders orders, EventStreams streams, Watch<OrderPlace, OrderNews> watch) {
        this.orders = orders;
        this.streams = streams;
        this.watch = watch;
    }

    /**
     * The steps of the order's sagas, each once and in their order, whichever instance takes them.
     * The stream ends with the order's status once that is APPROVED, REJECTED or CANCELLED. If an
     * APPROVED order is cancelled later, whoever comes back with the id of the last event is told
     * the rest; as long as there is none, that is answered 204.
     */
    @Operation(
            summary = "The order's steps as server-sent events",
            description =
                    "Events are named step, and status at the end. A client that comes back with"
                            + " the header Last-Event-ID is told what comes after that event, by"
                            + " any instance; 204 says that nothing does, and that the order has"
                            + " come to its end.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "204", content = @Content)
    @GetMapping(path = "/orders/{orderId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<OrderEventBody>> events(
            Caller caller,
            @PathVariable UUID orderId,
            @Parameter(description = "The id of the last event that was seen", example = "7-0")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable String lastEventId,
            ServerHttpResponse response) {
        OrderEventId last = OrderEventId.parse(lastEventId);
        return streams.open(
                caller,
                visible(orderId, caller).flatMap(order -> start(order, last, response)),
                place -> watch.after(place).map(OrderEventBody::events));
    }

    /** Somebody else's is not there, but for operators. */
    private Mono<OrderProgress> visible(UUID orderId, Caller caller) {
        return orders.progress(orderId)
                .filter(order -> caller.maySee(order.userId()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such order.")));
    }

    private static Mono<OrderPlace> start(
            OrderProgress order, OrderEventId last, ServerHttpResponse response) {
        OrderPlace place = last.in(order.orderId());
        if (!order.reaches(place)) {
            return Mono.error(OrderEventId::unknown);
        }
        if (last.isEnd() && order.isAtRest() && place.equals(order.place())) {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return Mono.empty();
        }
        return Mono.just(place);
    }
}
