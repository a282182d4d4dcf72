package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How often each user has come. */
public final class Visits extends AggregateTable<Long, Visits.Visit> {

    record Visit(long userId, long times) {}

    public Visits(DatabaseClient db) {
        super(db, "visits", List.of("user_id", "times"));
    }

    /** Counts one visit more, of a user known or not. */
    public Mono<Void> count(long userId) {
        return find(userId)
                .defaultIfEmpty(new Visit(userId, 0))
                .flatMap(visit -> save(new Visit(userId, visit.times() + 1)));
    }

    @Override
    protected Long keyOf(Visit visit) {
        return visit.userId();
    }

    @Override
    protected List<Object> values(Visit visit) {
        return List.of(visit.userId(), visit.times());
    }

    @Override
    protected Visit read(Row row) {
        return new Visit(Rows.number(row, "user_id"), Rows.number(row, "times"));
    }
}
