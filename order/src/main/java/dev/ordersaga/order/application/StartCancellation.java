package dev.ordersaga.order.application;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.saga.CancelOrderSaga;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Starts the saga that cancels an approved order, in the caller's transaction. */
final class StartCancellation {

    private final Orders orders;
    private final Journal journal;
    private final Outbox outbox;
    private final Deadlines deadlines;

    StartCancellation(Orders orders, Journal journal, Outbox outbox, Deadlines deadlines) {
        this.orders = orders;
        this.journal = journal;
        this.outbox = outbox;
        this.deadlines = deadlines;
    }

    /**
     * The order, CANCEL_PENDING.
     *
     * @param approved looked for before, and so locked
     */
    Mono<Order> of(Order approved, Instant now) {
        Order order = approved.requestCancel(now);
        CancelOrderSaga saga = CancelOrderSaga.start(Ids.timeOrdered(), order.orderId());
        return orders.save(order)
                .then(
                        journal.open(
                                RunningSaga.begin(saga, deadlines.after(saga.sends(), now), now),
                                List.of(Note.decided(order), Note.sent(saga))))
                .then(outbox.send(SagaMessages.statusChanged(saga, order)))
                .then(outbox.send(SagaMessages.command(saga)))
                .thenReturn(order);
    }
}
