package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final String select;
    private final String inOrder;
    private final String insert;
    private final String row;
    private final String overwrite;

    /**
     * @param columns all columns, the key first
     */
    protected AggregateTable(DatabaseClient db, String table, List<String> columns) {
        this(db, table, columns, columns.subList(1, columns.size()));
    }

    /**
     * @param overwritten the columns that are written when an aggregate has changed
     */
    AggregateTable(
            DatabaseClient db, String table, List<String> columns, List<String> overwritten) {
        this.db = db;
        this.table = table;
        String all = String.join(", ", columns);
        String key = columns.getFirst();
        this.select = "SELECT %s FROM %s WHERE %s IN ".formatted(all, table, key);
        this.inOrder = " ORDER BY %s ".formatted(key);
        this.insert = "INSERT INTO %s (%s)".formatted(table, all);
        this.row = "(" + Rows.list("?", columns.size()) + ")";
        this.overwrite =
                overwritten.stream()
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", ", "ON DUPLICATE KEY UPDATE ", ""));
    }

    protected abstract K keyOf(A aggregate);

    /** The values of all columns, in their order. */
    protected abstract List<@Nullable Object> values(A aggregate);

    protected abstract A read(Row row);

    /**
     * Has what is not yet known read and locked, in key order and with one statement. That runs
     * when something is looked for: together with all others that are asked for until then, after
     * those that were asked for before, and in one round trip.
     */
    public final Mono<Void> prefetch(Collection<K> keys) {
        return note(part -> part.locked.expect(keys.stream()));
    }

    /** The same without a lock, for what will only be looked at. */
    public final Mono<Void> preview(Collection<K> keys) {
        return note(part -> part.preview(keys));
    }

    /**
     * The aggregate as this transaction has it, or else as it is committed, and then not locked:
     * nothing that is saved may depend on it. Empty if there is none.
     */
    public final Mono<A> view(K key) {
        return use(part -> part.view(key));
    }

    /** The aggregate as this transaction has it, with its row locked; empty if there is none. */
    public final Mono<A> find(K key) {
        return use(part -> part.find(key));
    }

    /**
     * What this transaction has read and fits, for tables whose rows are also known by something
     * else than their key. The database is not asked, but for what is expected anyway.
     */
    protected final Mono<A> held(Predicate<? super A> fits) {
        return use(part -> part.afterReading(() -> part.locked.any(fits)));
    }

    /**
     * Takes the aggregate's new state into the transaction. It must have been looked for before.
     */
    public final Mono<Void> save(A aggregate) {
        return note(part -> part.put(aggregate));
    }

    /** Takes a new aggregate into the transaction, which fails if its row exists. */
    public final Mono<Void> add(A aggregate) {
        return note(part -> part.add(aggregate));
    }

    /** What is committed, read without a lock and outside the transaction's memory. */
    public final Mono<A> read(K key) {
        return Rows.select(db, ofKeys(1), List.of(key), (found, _) -> read(found)).singleOrEmpty();
    }

    private String query(List<K> keys, String lock) {
        return Literals.fill(ofKeys(keys.size()) + inOrder + lock, keys);
    }

    private String ofKeys(int n) {
        return select + "(" + Rows.list("?", n) + ")";
    }

    /**
     * Writes aggregates whose rows were there before and have changed, in the order of the keys.
     */
    List<Write> overwrite(List<Change<A>> changes) {
        return inserts(changes.stream().map(Change::after).toList(), overwrite);
    }

    private List<Write> inserts(Collection<A> aggregates, String tail) {
        List<List<@Nullable Object>> rows = new ArrayList<>(aggregates.size());
        aggregates.forEach(aggregate -> rows.add(values(aggregate)));
        return Rows.inserts(insert, row, rows, tail);
    }

    /** An aggregate as it was read, and as it is to be written. */
    record Change<A>(A before, A after) {}

    private <T> Mono<T> use(Function<Part, Mono<T>> work) {
        return UnitOfWork.use(unit -> work.apply(unit.part(table, () -> new Part(unit))));
    }

    private Mono<Void> note(Consumer<Part> work) {
        return UnitOfWork.note(unit -> work.accept(unit.part(table, () -> new Part(unit))));
    }

    private final class Part implements UnitOfWork.Part {

        private final UnitOfWork unit;
        private final Known<K, A> locked;
        private final Known<K, A> seen;
        private final SortedMap<K, A> created = new TreeMap<>();
        private final SortedMap<K, Change<A>> changed = new TreeMap<>();

        Part(UnitOfWork unit) {
            this.unit = unit;
            this.locked = known("FOR UPDATE");
            this.seen = known("");
        }

        private Known<K, A> known(String lock) {
            return new Known<>(
                    unit,
                    keys -> query(keys, lock),
                    AggregateTable.this::read,
                    AggregateTable.this::keyOf);
        }

        Mono<A> find(K key) {
            if (locked.has(key)) {
                return Mono.justOrEmpty(locked.get(key));
            }
            locked.expect(Stream.of(key));
            return afterReading(() -> locked.get(key));
        }

        void preview(Collection<K> keys) {
            seen.expect(keys.stream().filter(key -> !locked.has(key)));
        }

        Mono<A> view(K key) {
            if (locked.has(key) || seen.has(key)) {
                return Mono.justOrEmpty(viewed(key));
            }
            seen.expect(Stream.of(key));
            return afterReading(() -> viewed(key));
        }

        private Optional<A> viewed(K key) {
            return (locked.has(key) ? locked : seen).get(key);
        }

        Mono<A> afterReading(Supplier<Optional<A>> result) {
            return unit.readExpected(db).then(Mono.defer(() -> Mono.justOrEmpty(result.get())));
        }

        void add(A aggregate) {
            K key = keyOf(aggregate);
            locked.put(aggregate);
            created.put(key, aggregate);
        }

        void put(A aggregate) {
            K key = keyOf(aggregate);
            if (!locked.has(key)) {
                throw new IllegalStateException("saved without having been looked for: " + key);
            }
            Optional<A> before = locked.get(key);
            locked.put(aggregate);
            if (before.isEmpty() || created.containsKey(key)) {
                created.put(key, aggregate);
            } else {
                changed.merge(
                        key,
                        new Change<>(before.get(), aggregate),
                        (first, last) -> new Change<>(first.before(), last.after()));
            }
        }

        @Override
        public List<Write> writes() {
            List<Write> writes = new ArrayList<>(inserts(created.values(), ""));
            writes.addAll(overwrite(List.copyOf(changed.values())));
            return writes;
        }
    }
}
