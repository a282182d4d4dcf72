package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.web.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Places and shows orders. */
@RestController
@RequestMapping("/orders")
final class OrderController {

    private final PlaceOrder placeOrder;
    private final Orders orders;
    private final Sagas sagas;
    private final Timeline timeline;

    OrderController(PlaceOrder placeOrder, Orders orders, Sagas sagas, Timeline timeline) {
        this.placeOrder = placeOrder;
        this.orders = orders;
        this.sagas = sagas;
        this.timeline = timeline;
    }

    /** Answers at once with the order, PENDING; its Location tells later what became of it. */
    @PostMapping
    Mono<ResponseEntity<OrderBody>> place(@Valid @RequestBody PlaceOrderRequest request) {
        return placeOrder
                .handle(Limits.valid(request.userId()), request.items())
                .map(
                        order ->
                                ResponseEntity.accepted()
                                        .location(URI.create("/orders/" + order.orderId()))
                                        .body(OrderBody.of(order)));
    }

    @GetMapping("/{orderId}")
    Mono<OrderBody> order(@PathVariable UUID orderId) {
        return known(orderId).map(OrderBody::of);
    }

    /** Everything that happened to the order's saga so far. */
    @GetMapping("/{orderId}/saga")
    Mono<SagaBody> saga(@PathVariable UUID orderId) {
        return known(orderId)
                .flatMap(order -> sagas.read(order.txId()))
                .flatMap(
                        running ->
                                timeline.of(running.saga().txId())
                                        .collectList()
                                        .map(entries -> SagaBody.of(running.saga(), entries)));
    }

    private Mono<Order> known(UUID orderId) {
        return orders.read(orderId)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such order.")));
    }
}
