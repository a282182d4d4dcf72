package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One local transaction for a batch, from whichever of the queues its messages come: which of them
 * are new, what they need, their handlers one after the other, and the marks that they were
 * handled.
 */
final class TransactionalHandling implements Handling {

    private final Map<WorkQueue, InTransaction> handlings = new EnumMap<>(WorkQueue.class);
    private final Transactions transactions;
    private final InboxTable inbox;
    private final int mostTogether;

    /** One handling for each queue. */
    TransactionalHandling(
            List<InTransaction> handlings,
            Transactions transactions,
            InboxTable inbox,
            int mostTogether) {
        handlings.forEach(each -> this.handlings.put(each.queue(), each));
        this.transactions = transactions;
        this.inbox = inbox;
        this.mostTogether = mostTogether;
    }

    @Override
    public void check(Received message) {
        handling(message).check(message.message().body());
    }

    @Override
    public int mostTogether() {
        return mostTogether;
    }

    @Override
    public Mono<List<Failed>> handle(List<Received> batch) {
        List<String> ids = batch.stream().map(TransactionalHandling::id).distinct().toList();
        return transactions
                .run(
                        inbox.handledBefore(ids, prefetch(batch))
                                .flatMap(handled -> handle(batch, new HashMap<>(handled))))
                .thenReturn(List.of());
    }

    private Mono<Void> prefetch(List<Received> batch) {
        Map<WorkQueue, List<Received>> byQueue =
                batch.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Received::queue,
                                        () -> new EnumMap<>(WorkQueue.class),
                                        Collectors.toList()));
        return Flux.fromIterable(byQueue.values())
                .concatMap(some -> handling(some.getFirst()).prefetch(some))
                .then();
    }

    private Mono<Void> handle(List<Received> batch, Map<String, Optional<OutboxMessage>> handled) {
        return Flux.fromIterable(batch)
                .concatMap(
                        message ->
                                handle(message, handled)
                                        .contextWrite(
                                                context ->
                                                        TraceParent.into(
                                                                context, message.traceparent())))
                .then();
    }

    private Mono<Void> handle(Received message, Map<String, Optional<OutboxMessage>> handled) {
        Optional<OutboxMessage> answer = handled.putIfAbsent(id(message), Optional.empty());
        return answer == null
                ? inbox.mark(id(message)).then(handling(message).handleFresh(message))
                : handling(message).handleDuplicate(message, answer);
    }

    private InTransaction handling(Received message) {
        return Objects.requireNonNull(handlings.get(message.queue()));
    }

    private static String id(Received received) {
        return received.message().messageId();
    }
}
