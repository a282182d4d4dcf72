package dev.ordersaga.messaging.store;

import dev.ordersaga.messaging.store.Write.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A table of aggregates that each have a number of something that is taken and given back, such as
 * portions or points. It is in the last column and never negative.
 *
 * <p>Whether there is enough is decided on the aggregate, whose row is locked. When the transaction
 * ends, the number itself is not written, but what was taken from it or added to it on the whole:
 * all rows with one statement, on the condition that none falls below zero. Where a row does not
 * take part the transaction fails with {@link CountMismatch}, for then somebody has counted past
 * the lock.
 *
 * @param <K> the key, in the first column
 * @param <A> the aggregate, immutable
 */
public abstract class CountedTable<K extends Comparable<? super K>, A>
        extends AggregateTable<K, A> {

    /** Each row is looked for among all of its statement, so they are not too many. */
    private static final int ROWS_PER_STATEMENT = 100;

    private final String table;
    private final String key;
    private final String number;

    /**
     * @param columns all columns, the key first and the number last
     */
    protected CountedTable(DatabaseClient db, String table, List<String> columns) {
        super(db, table, columns, columns.subList(1, columns.size() - 1));
        this.table = table;
        this.key = columns.getFirst();
        this.number = columns.getLast();
    }

    @Override
    final List<Write> overwrite(List<Change<A>> changes) {
        List<Write> writes =
                new ArrayList<>(
                        super.overwrite(changes.stream().filter(this::isMoreThanCounted).toList()));
        List<Change<A>> counted =
                changes.stream()
                        .filter(change -> number(change.before()) != number(change.after()))
                        .toList();
        for (int from = 0; from < counted.size(); from += ROWS_PER_STATEMENT) {
            int until = Math.min(counted.size(), from + ROWS_PER_STATEMENT);
            writes.add(count(counted.subList(from, until)));
        }
        return writes;
    }

    private boolean isMoreThanCounted(Change<A> change) {
        return !others(change.before()).equals(others(change.after()));
    }

    private List<@Nullable Object> others(A aggregate) {
        List<@Nullable Object> values = values(aggregate);
        return values.subList(0, values.size() - 1);
    }

    private long number(A aggregate) {
        return ((Number) Objects.requireNonNull(values(aggregate).getLast())).longValue();
    }

    private Write count(List<Change<A>> changes) {
        List<K> keys = changes.stream().map(change -> keyOf(change.after())).toList();
        List<Object> steps = new ArrayList<>();
        changes.forEach(change -> steps.addAll(List.of(keyOf(change.after()), step(change))));
        List<Object> values = new ArrayList<>(steps);
        values.addAll(keys);
        values.addAll(steps);
        return new Write(
                Literals.fill(statement(keys.size()), values),
                new Expected(keys.size(), fault -> new CountMismatch(table, keys, fault)));
    }

    private long step(Change<A> change) {
        return number(change.after()) - number(change.before());
    }

    private String statement(int rows) {
        String step = "CASE " + key + " WHEN ? THEN ?".repeat(rows) + " END";
        return "UPDATE %1$s SET %2$s = %2$s + %4$s WHERE %3$s IN (%5$s) AND %2$s + %4$s >= 0"
                .formatted(table, number, key, step, Rows.list("?", rows));
    }
}
