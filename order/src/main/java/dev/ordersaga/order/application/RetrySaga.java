package dev.ordersaga.order.application;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.saga.OrderSaga;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Sends the command that a saga awaits the answer of once more, at an operator's word and without
 * waiting for the deadline. It has the same id, so that a participant that has handled it only
 * answers again. It does not count as one of the saga's own sends, which decide when it gives up.
 */
public final class RetrySaga {

    private final Sagas sagas;
    private final Journal journal;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Deadlines deadlines;
    private final Clock clock;

    public RetrySaga(
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Transactions transactions,
            Deadlines deadlines,
            Clock clock) {
        this.sagas = sagas;
        this.journal = new Journal(sagas, timeline);
        this.outbox = outbox;
        this.transactions = transactions;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** What came of it, with the saga as it is then. */
    public sealed interface Outcome {

        /** The command is on its way. */
        record Sent(RunningSaga saga) implements Outcome {}

        /** There is nothing to send. */
        record Ended(RunningSaga saga) implements Outcome {}
    }

    /**
     * Runs in a transaction of its own; empty if there is no such saga.
     *
     * @param by who wants it
     * @param reason why, for the timeline
     */
    public Mono<Outcome> handle(UUID txId, String by, String reason) {
        return transactions.run(
                Mono.defer(() -> sagas.find(txId))
                        .flatMap(
                                running ->
                                        running.saga().step().isEnd()
                                                ? Mono.just(new Outcome.Ended(running))
                                                : send(running, by, reason)));
    }

    private Mono<Outcome> send(RunningSaga running, String by, String reason) {
        OrderSaga saga = running.saga();
        Instant now = clock.instant();
        RunningSaga sent = running.at(saga, deadlines.after(saga.sends(), now), now);
        List<Note> notes = List.of(Note.retried(saga, by, reason), Note.sent(saga));
        return journal.save(sent, notes)
                .then(outbox.send(SagaMessages.command(saga)))
                .thenReturn(new Outcome.Sent(sent));
    }
}
