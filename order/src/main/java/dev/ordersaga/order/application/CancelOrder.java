package dev.ordersaga.order.application;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.domain.Order;
import java.time.Clock;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes it that a customer does not want an order any more, however far it has come.
 *
 * <p>While it is PENDING the saga that places it is told. Once it is APPROVED another saga cancels
 * it; the kitchen may refuse that, once and for all. It may be asked again: nothing more happens.
 */
public final class CancelOrder {

    private final Orders orders;
    private final Sagas sagas;
    private final AdvanceSaga advanceSaga;
    private final StartCancellation startCancellation;
    private final Transactions transactions;
    private final Clock clock;

    public CancelOrder(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            AdvanceSaga advanceSaga,
            Outbox outbox,
            Transactions transactions,
            Deadlines deadlines,
            Clock clock) {
        this.orders = orders;
        this.sagas = sagas;
        this.advanceSaga = advanceSaga;
        this.startCancellation =
                new StartCancellation(orders, new Journal(sagas, timeline), outbox, deadlines);
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What came of it, with the order as it is then. */
    public sealed interface Outcome {

        /** It is cancelled, or will be, unless the kitchen cooks it already. */
        record Accepted(Order order) implements Outcome {}

        /** There is nothing to cancel: it was rejected, or the kitchen has refused before. */
        record Refused(Order order) implements Outcome {}
    }

    /** Runs in a transaction of its own; empty if there is no such order. */
    public Mono<Outcome> handle(UUID orderId) {
        return orders.read(orderId)
                .flatMap(order -> transactions.run(Mono.defer(() -> cancel(order))));
    }

    /** Locks as whoever brings a saga on does: the saga that has placed it, then the order. */
    private Mono<Outcome> cancel(Order seen) {
        return sagas.find(seen.txId())
                .switchIfEmpty(Mono.error(() -> sagaless(seen)))
                .flatMap(
                        placing ->
                                orders.find(seen.orderId())
                                        .flatMap(order -> cancel(placing, order)));
    }

    private static IllegalStateException sagaless(Order order) {
        return new IllegalStateException(
                "order %s has no saga %s".formatted(order.orderId(), order.txId()));
    }

    private Mono<Outcome> cancel(RunningSaga placing, Order order) {
        return switch (order.status()) {
            case PENDING ->
                    advanceSaga
                            .onCancel(placing)
                            .then(Mono.defer(() -> orders.find(order.orderId())))
                            .map(Outcome.Accepted::new);
            case APPROVED ->
                    order.isCancellable()
                            ? startCancellation
                                    .of(order, clock.instant())
                                    .map(Outcome.Accepted::new)
                            : Mono.just(new Outcome.Refused(order));
            case CANCEL_PENDING, CANCELLED -> Mono.just(new Outcome.Accepted(order));
            case REJECTED -> Mono.just(new Outcome.Refused(order));
        };
    }
}
