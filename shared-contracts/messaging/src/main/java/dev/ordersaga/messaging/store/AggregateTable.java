package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * A table with one row per aggregate. Inside a transaction each aggregate is read once, with its
 * row locked, and written once, together with all others that have changed.
 *
 * <p>A row that two transactions create at the same time is created by one; the other is run again
 * and finds it.
 *
 * @param <K> the key, in the first column
 * @param <A> the aggregate, immutable
 */
public abstract class AggregateTable<K extends Comparable<? super K>, A> {

    private final DatabaseClient db;
    private final String table;
    private final String columns;
    private final String keyColumn;
    private final String row;
    private final String overwrite;

    /**
     * @param columns all columns, the key first
     */
    protected AggregateTable(DatabaseClient db, String table, List<String> columns) {
        this.db = db;
        this.table = table;
        this.columns = String.join(", ", columns);
        this.keyColumn = columns.getFirst();
        this.row = "(" + Rows.list("?", columns.size()) + ")";
        this.overwrite =
                columns.stream()
                        .skip(1)
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", ", "ON DUPLICATE KEY UPDATE ", ""));
    }

    protected abstract K keyOf(A aggregate);

    /** The values of all columns, in their order. */
    protected abstract List<@Nullable Object> values(A aggregate);

    protected abstract A read(Row row);

    /** Reads and locks, in key order and with one statement, what is not yet known. */
    public final Mono<Void> prefetch(Collection<K> keys) {
        return part().flatMap(part -> part.load(keys));
    }

    /** The aggregate as this transaction has it, with its row locked; empty if there is none. */
    public final Mono<A> find(K key) {
        return part().flatMap(
                        part ->
                                part.load(List.of(key))
                                        .then(Mono.defer(() -> Mono.justOrEmpty(part.known(key)))));
    }

    /**
     * What this transaction has read already and fits, for tables whose rows are also known by
     * something else than their key. The database is not asked.
     */
    protected final Mono<A> held(Predicate<? super A> fits) {
        return part().flatMap(part -> Mono.justOrEmpty(part.any(fits)));
    }

    /**
     * Takes the aggregate's new state into the transaction. It must have been looked for before.
     */
    public final Mono<Void> save(A aggregate) {
        return part().doOnNext(part -> part.put(aggregate)).then();
    }

    /** Takes a new aggregate into the transaction, which fails if its row exists. */
    public final Mono<Void> add(A aggregate) {
        return part().doOnNext(part -> part.add(aggregate)).then();
    }

    /** What is committed, read without a lock and outside the transaction's memory. */
    public final Mono<A> read(K key) {
        return Rows.select(
                        db,
                        "SELECT %s FROM %s WHERE %s = ?".formatted(columns, table, keyColumn),
                        List.of(key),
                        (found, _) -> read(found))
                .singleOrEmpty();
    }

    private Mono<Part> part() {
        return UnitOfWork.current().map(work -> work.part(table, Part::new));
    }

    private final class Part implements UnitOfWork.Part {

        private final Map<K, Optional<A>> known = new HashMap<>();
        private final SortedMap<K, A> created = new TreeMap<>();
        private final SortedMap<K, A> changed = new TreeMap<>();

        Optional<A> known(K key) {
            return known.getOrDefault(key, Optional.empty());
        }

        Optional<A> any(Predicate<? super A> fits) {
            return known.values().stream().flatMap(Optional::stream).filter(fits).findFirst();
        }

        Mono<Void> load(Collection<K> keys) {
            List<K> unknown =
                    keys.stream()
                            .filter(key -> !known.containsKey(key))
                            .distinct()
                            .sorted()
                            .toList();
            if (unknown.isEmpty()) {
                return Mono.empty();
            }
            return Rows.select(
                            db,
                            "SELECT %s FROM %s WHERE %s IN (%s) ORDER BY %s FOR UPDATE"
                                    .formatted(
                                            columns,
                                            table,
                                            keyColumn,
                                            Rows.list("?", unknown.size()),
                                            keyColumn),
                            unknown,
                            (found, _) -> read(found))
                    .collectList()
                    .doOnNext(
                            found -> {
                                unknown.forEach(key -> known.put(key, Optional.empty()));
                                found.forEach(
                                        aggregate ->
                                                known.put(
                                                        keyOf(aggregate), Optional.of(aggregate)));
                            })
                    .then();
        }

        void add(A aggregate) {
            K key = keyOf(aggregate);
            known.put(key, Optional.of(aggregate));
            created.put(key, aggregate);
        }

        void put(A aggregate) {
            K key = keyOf(aggregate);
            Optional<A> before = known.put(key, Optional.of(aggregate));
            if (before == null) {
                throw new IllegalStateException("saved without having been looked for: " + key);
            }
            boolean isNew = before.isEmpty() || created.containsKey(key);
            (isNew ? created : changed).put(key, aggregate);
        }

        @Override
        public Mono<Void> flush() {
            return write(created.values(), "").then(write(changed.values(), overwrite));
        }

        private Mono<Void> write(Collection<A> aggregates, String tail) {
            List<List<@Nullable Object>> rows = new ArrayList<>(aggregates.size());
            aggregates.forEach(aggregate -> rows.add(values(aggregate)));
            return Rows.write(db, "INSERT INTO %s (%s)".formatted(table, columns), row, rows, tail)
                    .then();
        }
    }
}
