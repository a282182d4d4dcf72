package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One local transaction for a batch: which messages are new, what they need, their handlers one
 * after the other, and the marks that they were handled.
 */
abstract class TransactionalHandling implements Handling {

    private final Transactions transactions;
    private final InboxTable inbox;
    private final int mostTogether;

    TransactionalHandling(Transactions transactions, InboxTable inbox, int mostTogether) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.mostTogether = mostTogether;
    }

    /** Loads what the messages of a batch will need, also those that were handled before. */
    abstract Mono<Void> prefetch(List<Received> batch);

    abstract Mono<Void> handleFresh(Received message);

    /**
     * A message that was handled before has come again.
     *
     * @param answer what was answered then, if it was
     */
    abstract Mono<Void> handleDuplicate(Received message, Optional<OutboxMessage> answer);

    @Override
    public final int mostTogether() {
        return mostTogether;
    }

    @Override
    public final Mono<List<Failed>> handle(List<Received> batch) {
        List<String> ids = batch.stream().map(TransactionalHandling::id).distinct().toList();
        return transactions
                .run(
                        inbox.handledBefore(ids, prefetch(batch))
                                .flatMap(handled -> handle(batch, new HashMap<>(handled))))
                .thenReturn(List.of());
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
                ? inbox.mark(id(message)).then(handleFresh(message))
                : handleDuplicate(message, answer);
    }

    private static String id(Received received) {
        return received.message().messageId();
    }
}
