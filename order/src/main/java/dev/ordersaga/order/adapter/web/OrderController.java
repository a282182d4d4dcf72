package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.CancelOrder;
import dev.ordersaga.order.application.CancelOrder.Outcome.Accepted;
import dev.ordersaga.order.application.CancelOrder.Outcome.Refused;
import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows and cancels orders. */
@RestController
@RequestMapping("/orders")
final class OrderController {

    private final CancelOrder cancelOrder;
    private final Orders orders;
    private final Sagas sagas;
    private final Timeline timeline;

    OrderController(CancelOrder cancelOrder, Orders orders, Sagas sagas, Timeline timeline) {
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.sagas = sagas;
        this.timeline = timeline;
    }

    @GetMapping("/{orderId}")
    Mono<OrderBody> order(Caller caller, @PathVariable UUID orderId) {
        return visible(orderId, caller)
                .map(OrderBody::of)
                .switchIfEmpty(Mono.error(OrderController::unknown));
    }

    /**
     * Asks for the order to be cancelled, however far it has come, and answers at once with the
     * order as it is then. Asked again, it answers the same. Refused for an order that was
     * rejected, and for one that the kitchen has refused to give up. Only its buyer may ask.
     */
    @PostMapping("/{orderId}/cancellation")
    Mono<ResponseEntity<OrderBody>> cancel(Caller caller, @PathVariable UUID orderId) {
        return orders.read(orderId)
                .filter(order -> caller.is(order.userId()))
                .flatMap(_ -> cancelOrder.handle(orderId))
                .switchIfEmpty(Mono.error(OrderController::unknown))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Accepted(Order order) -> Mono.just(accepted(order));
                                    case Refused(Order order) -> Mono.error(inTheWay(order));
                                });
    }

    /** Everything that happened to the order's sagas so far. */
    @GetMapping("/{orderId}/saga")
    Mono<SagaBody> saga(Caller caller, @PathVariable UUID orderId) {
        return visible(orderId, caller)
                .flatMapMany(_ -> sagas.ofOrder(orderId))
                .map(RunningSaga::saga)
                .collectList()
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(OrderController::unknown))
                .flatMap(
                        found ->
                                Flux.fromIterable(found)
                                        .concatMap(saga -> timeline.of(saga.txId()))
                                        .collectList()
                                        .map(entries -> SagaBody.of(found, entries)));
    }

    /** Somebody else's is not there, but for operators. */
    private Mono<Order> visible(UUID orderId, Caller caller) {
        return orders.read(orderId).filter(order -> caller.maySee(order.userId()));
    }

    private static ResponseEntity<OrderBody> accepted(Order order) {
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + order.orderId()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(OrderBody.of(order));
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such order.");
    }

    private static Problem inTheWay(Order order) {
        return Problem.conflict(
                "order-state",
                order.cancelRefusal() == null
                        ? "The order is " + order.status() + "."
                        : "The order cannot be cancelled: " + order.cancelRefusal() + ".");
    }
}
