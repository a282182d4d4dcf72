package dev.ordersaga.order.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        List<TimelineEntry> entries = new ArrayList<>(notes.size());
        for (Note note : notes) {
            entries.add(note.at(saga.saga(), saga.entries() + entries.size() + 1, now));
        }
        return timeline.append(entries);
    }
}
