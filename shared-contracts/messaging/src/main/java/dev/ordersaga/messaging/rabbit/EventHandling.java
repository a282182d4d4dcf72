package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.store.InboxTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events whose effect is outside the database: first the effects, side by side, then one
 * transaction with the marks of those that succeeded.
 *
 * <p>No more are taken together than have their effects at the same time, so that a batch lasts no
 * longer than its slowest event.
 */
final class EventHandling<E extends Event> implements Handling {

    private final QueueListener.Events<E> listener;
    private final Transactions transactions;
    private final InboxTable inbox;
    private final int mostTogether;

    EventHandling(
            QueueListener.Events<E> listener,
            Transactions transactions,
            InboxTable inbox,
            int mostTogether) {
        this.listener = listener;
        this.transactions = transactions;
        this.inbox = inbox;
        this.mostTogether = Math.min(mostTogether, listener.concurrency());
    }

    @Override
    public void check(Received received) {
        if (!(received.message().body() instanceof TargetEventMessage(var _, var _, var message)
                && listener.accepts().isInstance(message))) {
            throw new Unreadable("not an event for " + listener.queue().queueName());
        }
    }

    @Override
    public int mostTogether() {
        return mostTogether;
    }

    @Override
    public Mono<List<Failed>> handle(List<Received> batch) {
        Set<String> ids = batch.stream().map(EventHandling::id).collect(Collectors.toSet());
        return inbox.handled(ids).flatMap(handled -> takeEffect(onceEach(batch, handled.keySet())));
    }

    private static List<Received> onceEach(List<Received> batch, Set<String> handled) {
        Set<String> known = new HashSet<>(handled);
        return batch.stream().filter(event -> known.add(id(event))).toList();
    }

    private Mono<List<Failed>> takeEffect(List<Received> events) {
        return Flux.fromIterable(events)
                .flatMap(this::takeEffect, mostTogether)
                .collectList()
                .flatMap(failed -> note(succeeded(events, failed)).thenReturn(failed));
    }

    /** Empty where it succeeds. */
    private Mono<Failed> takeEffect(Received received) {
        return Mono.defer(() -> listener.handle(event(received)))
                .contextWrite(context -> TraceParent.into(context, received.traceparent()))
                .then(Mono.<Failed>empty())
                .onErrorResume(fault -> Mono.just(new Failed(received, fault)));
    }

    private static List<String> succeeded(List<Received> events, List<Failed> failed) {
        List<String> ids = new ArrayList<>(events.stream().map(EventHandling::id).toList());
        failed.forEach(one -> ids.remove(id(one.message())));
        return ids;
    }

    private Mono<Void> note(List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : transactions.run(Flux.fromIterable(ids).concatMap(inbox::note).then());
    }

    private static String id(Received received) {
        return received.message().messageId();
    }

    private Incoming<E> event(Received received) {
        TargetEventMessage body = (TargetEventMessage) received.message().body();
        return received.message().withBody(listener.accepts().cast(body.message()));
    }
}
