package dev.ordersaga.messaging.store;

import io.r2dbc.spi.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a transaction knows of a table's rows, or expects to read.
 *
 * @param <K> the key
 * @param <A> the aggregate
 */
final class Known<K extends Comparable<? super K>, A> {

    private final UnitOfWork unit;
    private final Function<List<K>, String> query;
    private final Function<Row, A> reading;
    private final Function<A, K> keyOf;
    private final Map<K, Optional<A>> known = new HashMap<>();
    private final Set<K> expected = new HashSet<>();

    /**
     * @param query the query for rows with these keys, which are in order
     */
    Known(
            UnitOfWork unit,
            Function<List<K>, String> query,
            Function<Row, A> reading,
            Function<A, K> keyOf) {
        this.unit = unit;
        this.query = query;
        this.reading = reading;
        this.keyOf = keyOf;
    }

    /** Expects those that are neither known nor expected already. */
    void expect(Stream<K> some) {
        List<K> keys = some.filter(key -> !has(key)).filter(expected::add).sorted().toList();
        if (!keys.isEmpty()) {
            unit.expect(new Read(query.apply(keys), this::take, () -> end(keys)));
        }
    }

    /** What the transaction itself has made of a row meanwhile is newer. */
    private void take(Row row) {
        A aggregate = reading.apply(row);
        known.putIfAbsent(keyOf.apply(aggregate), Optional.of(aggregate));
    }

    private void end(List<K> keys) {
        for (K key : keys) {
            known.putIfAbsent(key, Optional.empty());
            expected.remove(key);
        }
    }

    /** Whether it is known what there is, or that there is nothing. */
    boolean has(K key) {
        return known.containsKey(key);
    }

    /** Fails where it is not known: nobody may look for something while it is being read. */
    Optional<A> get(K key) {
        Optional<A> found = known.get(key);
        if (found == null) {
            throw new IllegalStateException("looked for by two at the same time: " + key);
        }
        return found;
    }

    Optional<A> any(Predicate<? super A> fits) {
        return known.values().stream().flatMap(Optional::stream).filter(fits).findFirst();
    }

    void put(A aggregate) {
        known.put(keyOf.apply(aggregate), Optional.of(aggregate));
    }
}
