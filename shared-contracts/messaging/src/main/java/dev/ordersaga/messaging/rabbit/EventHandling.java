package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.store.InboxTable;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events whose effect is outside the database: first the effect, then the mark. */
final class EventHandling<E extends Event> implements Handling {

    private final QueueListener.Events<E> listener;
    private final Transactions transactions;
    private final InboxTable inbox;

    EventHandling(QueueListener.Events<E> listener, Transactions transactions, InboxTable inbox) {
        this.listener = listener;
        this.transactions = transactions;
        this.inbox = inbox;
    }

    @Override
    public void check(EventMessage body) {
        if (!(body instanceof TargetEventMessage(var _, var _, var message)
                && listener.accepts().isInstance(message))) {
            throw new Unreadable("not an event for " + listener.queue().queueName());
        }
    }

    @Override
    public int mostTogether() {
        return 1;
    }

    @Override
    public int concurrency() {
        return listener.concurrency();
    }

    @Override
    public Mono<Void> handle(List<Received> batch) {
        return Flux.fromIterable(batch).concatMap(this::handle).then();
    }

    private Mono<Void> handle(Received received) {
        String id = received.message().messageId();
        Mono<Void> effect =
                listener.handle(event(received))
                        .contextWrite(context -> TraceParent.into(context, received.traceparent()));
        return inbox.handled(List.of(id))
                .flatMap(
                        handled ->
                                handled.isEmpty()
                                        ? effect.then(transactions.run(inbox.mark(id)))
                                        : Mono.empty());
    }

    private Incoming<E> event(Received received) {
        TargetEventMessage body = (TargetEventMessage) received.message().body();
        return received.message().withBody(listener.accepts().cast(body.message()));
    }
}
