package dev.ordersaga.messaging.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A table that only grows. The rows of a transaction are written together, when it ends.
 *
 * @param <R> one row
 */
public abstract class LogTable<R> {

    private final String table;
    private final String head;
    private final String placeholders;

    protected LogTable(String table, List<String> columns) {
        this(table, columns, "(" + Rows.list("?", columns.size()) + ")");
    }

    /**
     * @param placeholders of one row, where they are more than question marks
     */
    protected LogTable(String table, List<String> columns, String placeholders) {
        this.table = table;
        this.head = "INSERT INTO %s (%s)".formatted(table, String.join(", ", columns));
        this.placeholders = placeholders;
    }

    /** The values of one row, in the order of the placeholders. */
    protected abstract List<@Nullable Object> values(R row);

    /** What follows the values in the statement, if anything. */
    protected String tail() {
        return "";
    }

    /**
     * The order in which a transaction writes its rows; null if it is all the same. Where two
     * transactions may write the same row, one has to wait for the other, and never each for each.
     */
    protected @Nullable Comparator<? super R> order() {
        return null;
    }

    public final Mono<Void> append(R row) {
        return append(List.of(row));
    }

    public final Mono<Void> append(List<R> some) {
        return UnitOfWork.note(work -> work.part(table, Part::new).rows.addAll(some));
    }

    private final class Part implements UnitOfWork.Part {

        private final List<R> rows = new ArrayList<>();

        @Override
        public List<Write> writes() {
            Comparator<? super R> order = order();
            List<List<@Nullable Object>> all = new ArrayList<>(rows.size());
            (order == null ? rows.stream() : rows.stream().sorted(order))
                    .forEach(row -> all.add(values(row)));
            return Rows.inserts(head, placeholders, all, tail());
        }
    }
}
