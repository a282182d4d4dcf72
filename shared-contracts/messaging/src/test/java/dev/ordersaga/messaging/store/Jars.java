package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How many sweets each jar holds. */
final class Jars extends CountedTable<Long, Jars.Jar> {

    record Jar(long id, String label, long sweets) {

        Jar with(long more) {
            return new Jar(id, label, sweets + more);
        }

        Jar labelled(String other) {
            return new Jar(id, other, sweets);
        }
    }

    Jars(DatabaseClient db) {
        super(db, "jars", List.of("id", "label", "sweets"));
    }

    /** Takes so many out of a jar that is there, or puts them in. */
    Mono<Void> move(long id, long sweets) {
        return find(id).flatMap(jar -> save(jar.with(sweets)));
    }

    @Override
    protected Long keyOf(Jar jar) {
        return jar.id();
    }

    @Override
    protected List<Object> values(Jar jar) {
        return List.of(jar.id(), jar.label(), jar.sweets());
    }

    @Override
    protected Jar read(Row row) {
        return new Jar(
                Rows.number(row, "id"), Rows.string(row, "label"), Rows.number(row, "sweets"));
    }
}
