package dev.ordersaga.order.application;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.Incoming;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Finds out what replaying a dead letter would do. Must run inside a transaction. */
public final class JudgeDeadLetter {

    private final Sagas sagas;
    private final UnfinishedSagas unfinished;
    private final HandledMessages handled;

    public JudgeDeadLetter(Sagas sagas, UnfinishedSagas unfinished, HandledMessages handled) {
        this.sagas = sagas;
        this.unfinished = unfinished;
        this.handled = handled;
    }

    Mono<Prognosis> judge(DeadLetter letter) {
        Incoming<EventMessage> message = letter.content();
        return message == null
                ? Mono.just(Prognosis.of(letter, SagaFacts.NONE))
                : facts(message).map(facts -> Prognosis.of(letter, facts));
    }

    private Mono<SagaFacts> facts(Incoming<EventMessage> message) {
        UUID txId = message.txId();
        return handled.among(List.of(message.messageId(), message.correlationId() + ":reply"))
                .flatMap(
                        known ->
                                sagas.find(txId)
                                        .flatMap(_ -> awaited(txId))
                                        .map(awaited -> new SagaFacts(true, awaited, known))
                                        .defaultIfEmpty(new SagaFacts(false, Set.of(), known)));
    }

    /** The payment belongs to the saga that placed the order, also when another gives it back. */
    private Mono<Set<String>> awaited(UUID txId) {
        return unfinished
                .ofTheOrderOf(txId)
                .collectList()
                .flatMapIterable(Function.identity())
                .concatMap(sagas::find)
                .filter(running -> !running.saga().step().isEnd())
                .map(running -> running.saga().commandId())
                .collect(Collectors.toSet());
    }
}
