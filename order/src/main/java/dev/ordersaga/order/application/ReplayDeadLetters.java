package dev.ordersaga.order.application;

import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.DeadLetters.InHand;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.application.Replayed.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends dead letters to the queues that they came from. For each, first the replay is noted in its
 * saga's timeline, then it is sent, and only when the broker has confirmed it the letter goes. A
 * crash in between leaves the letter, and at worst a replay in the timeline that did not happen.
 *
 * <p>A letter that cannot be read, or is of no saga known here, stays: the one would come back at
 * once, and the other's replay could not be noted.
 */
public final class ReplayDeadLetters {

    /** How far into a queue letters are looked for. */
    static final int MOST_LOOKED_AT = 10_000;

    private final DeadLetters letters;
    private final Sagas sagas;
    private final Journal journal;
    private final JudgeDeadLetter judge;
    private final Transactions transactions;
    private final Clock clock;

    public ReplayDeadLetters(
            DeadLetters letters,
            Sagas sagas,
            Timeline timeline,
            JudgeDeadLetter judge,
            Transactions transactions,
            Clock clock) {
        this.letters = letters;
        this.sagas = sagas;
        this.journal = new Journal(sagas, timeline);
        this.judge = judge;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Replays what is selected.
     *
     * @param by who wants it
     * @param reason why, for the timeline
     * @return what became of each selected letter, and of each id that was not found
     */
    public Mono<List<Replayed>> handle(ReplaySelection selection, String by, String reason) {
        return Mono.defer(
                () -> {
                    Round round = new Round(selection, by, reason);
                    return Flux.fromIterable(selection.queues())
                            .concatMap(
                                    queue ->
                                            letters.workThrough(queue, MOST_LOOKED_AT, round::take),
                                    1)
                            .then(Mono.fromSupplier(round::results));
                });
    }

    private final class Round {

        private final ReplaySelection selection;
        private final String by;
        private final String reason;
        private final List<Replayed> results = new ArrayList<>();

        Round(ReplaySelection selection, String by, String reason) {
            this.selection = selection;
            this.by = by;
            this.reason = reason;
        }

        Mono<Replayed> take(InHand inHand) {
            if (results.size() >= selection.limit() || !selection.asksFor(inHand.letter())) {
                return Mono.empty();
            }
            return transactions
                    .run(Mono.defer(() -> decide(inHand.letter())))
                    .flatMap(decided -> send(inHand, decided))
                    .doOnNext(results::add);
        }

        private Mono<Replayed> decide(DeadLetter letter) {
            return judge.judge(letter)
                    .filter(selection::asksFor)
                    .flatMap(
                            prognosis ->
                                    prognosis.verdict() == ReplayVerdict.UNREADABLE
                                            ? Mono.just(refused(letter, prognosis))
                                            : note(letter, Note.replayed(letter, by, reason))
                                                    .map(
                                                            noted ->
                                                                    noted
                                                                            ? replayed(
                                                                                    letter,
                                                                                    prognosis)
                                                                            : refused(
                                                                                    letter,
                                                                                    prognosis)));
        }

        private Mono<Replayed> send(InHand inHand, Replayed decided) {
            if (decided.outcome() != Outcome.REPLAYED) {
                return Mono.just(decided);
            }
            DeadLetter letter = inHand.letter();
            return inHand.replay(by)
                    .onErrorResume(fault -> unsent(letter).then(Mono.error(fault)))
                    .flatMap(
                            sent ->
                                    sent
                                            ? Mono.just(decided)
                                            : unsent(letter)
                                                    .thenReturn(
                                                            decided.but(Outcome.NO_WORK_QUEUE)));
        }

        private Mono<Void> unsent(DeadLetter letter) {
            return transactions.run(note(letter, Note.notReplayed(letter))).then();
        }

        List<Replayed> results() {
            List<String> found =
                    results.stream().map(each -> String.valueOf(each.messageId())).toList();
            selection.messageIds().stream()
                    .filter(id -> !found.contains(id))
                    .map(Replayed::gone)
                    .forEach(results::add);
            return List.copyOf(results);
        }
    }

    /** Whether there is a saga to note it with. */
    private Mono<Boolean> note(DeadLetter letter, Note note) {
        return sagas.find(Objects.requireNonNull(letter.txId()))
                .flatMap(
                        running ->
                                journal.save(running.noted(clock.instant()), List.of(note))
                                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private static Replayed replayed(DeadLetter letter, Prognosis prognosis) {
        return Replayed.of(letter, prognosis, Outcome.REPLAYED);
    }

    private static Replayed refused(DeadLetter letter, Prognosis prognosis) {
        return Replayed.of(letter, prognosis, Outcome.REFUSED);
    }
}
