package dev.ordersaga.order.application;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows dead letters, each with what replaying it now would do. Changes nothing. */
public final class ListDeadLetters {

    private final DeadLetters letters;
    private final JudgeDeadLetter judge;
    private final Transactions transactions;

    public ListDeadLetters(DeadLetters letters, JudgeDeadLetter judge, Transactions transactions) {
        this.letters = letters;
        this.judge = judge;
        this.transactions = transactions;
    }

    /** A letter and what would come of it. */
    public record Judged(DeadLetter letter, Prognosis prognosis) {}

    /**
     * Looks into the queues in their order.
     *
     * @param limit so many letters at most, over all queues
     */
    public Mono<List<Judged>> handle(Collection<WorkQueue> queues, int limit) {
        return Mono.defer(
                () -> {
                    List<Judged> found = new ArrayList<>();
                    return Flux.fromIterable(queues)
                            .concatMap(queue -> in(queue, limit - found.size()), 1)
                            .doOnNext(found::addAll)
                            .then(Mono.fromSupplier(() -> List.copyOf(found)));
                });
    }

    private Mono<List<Judged>> in(WorkQueue queue, int most) {
        return most == 0
                ? Mono.empty()
                : letters.workThrough(
                        queue,
                        most,
                        inHand ->
                                transactions
                                        .run(Mono.defer(() -> judge.judge(inHand.letter())))
                                        .map(prognosis -> new Judged(inHand.letter(), prognosis)));
    }
}
