package dev.ordersaga.order.application;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Saves sagas together with what has happened to them. */
final class Journal {

    private final Sagas sagas;
    private final Timeline timeline;

    Journal(Sagas sagas, Timeline timeline) {
        this.sagas = sagas;
        this.timeline = timeline;
    }

    Mono<Void> open(RunningSaga saga, List<Note> notes) {
        return sagas.add(saga.withEntries(notes.size())).then(append(saga, notes));
    }

    Mono<Void> save(RunningSaga saga, List<Note> notes) {
        return sagas.save(saga.withEntries(notes.size())).then(append(saga, notes));
    }

    private Mono<Void> append(RunningSaga saga, List<Note> notes) {
        Instant now = saga.updatedAt();
        return Flux.range(0, notes.size())
                .concatMap(
                        index ->
                                timeline.append(
                                        notes.get(index)
                                                .at(saga.saga(), saga.entries() + index + 1, now)))
                .then();
    }
}
