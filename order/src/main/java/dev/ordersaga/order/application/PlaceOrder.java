package dev.ordersaga.order.application;

import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Overloaded;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Takes an order: the order, its saga, and the saga's first command, in one transaction. The answer
 * is the order, PENDING; the saga decides it.
 */
public final class PlaceOrder {

    private final Orders orders;
    private final Journal journal;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Deadlines deadlines;
    private final Admission admission;
    private final OpenOrders openOrders;
    private final Clock clock;

    public PlaceOrder(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Transactions transactions,
            Deadlines deadlines,
            Admission admission,
            OpenOrders openOrders,
            Clock clock) {
        this.orders = orders;
        this.journal = new Journal(sagas, timeline);
        this.outbox = outbox;
        this.transactions = transactions;
        this.deadlines = deadlines;
        this.admission = admission;
        this.openOrders = openOrders;
        this.clock = clock;
    }

    /**
     * Fails with {@link Overloaded} where there are too many orders already, and with {@link
     * TooManyOpenOrders} where the user has.
     */
    public Mono<Order> handle(long userId, List<OrderItem> items) {
        return handle(userId, items, placing -> placing);
    }

    /**
     * The same with more to it.
     *
     * @param around is given what takes the order, and gives the work of the whole transaction,
     *     which may be run again
     */
    <T> Mono<T> handle(long userId, List<OrderItem> items, Function<Mono<Order>, Mono<T>> around) {
        Mono<T> taking = Mono.defer(() -> transactions.run(around.apply(place(userId, items))));
        return Mono.defer(
                () ->
                        admission.admits()
                                ? openOrders.admit(userId, taking)
                                : Mono.error(new Overloaded()));
    }

    private Mono<Order> place(long userId, List<OrderItem> items) {
        Instant now = clock.instant();
        UUID txId = Ids.timeOrdered();
        Order order = Order.place(Ids.timeOrdered(), txId, userId, items, now);
        PlaceOrderSaga saga =
                PlaceOrderSaga.start(
                        txId,
                        order.orderId(),
                        userId,
                        items.stream()
                                .map(item -> new ProductItem(item.productId(), item.amount()))
                                .toList());
        return orders.add(order)
                .then(
                        journal.open(
                                RunningSaga.begin(saga, deadlines.after(saga.sends(), now), now),
                                List.of(Note.decided(order), Note.sent(saga))))
                .then(outbox.send(SagaMessages.command(saga)))
                .thenReturn(order);
    }
}
