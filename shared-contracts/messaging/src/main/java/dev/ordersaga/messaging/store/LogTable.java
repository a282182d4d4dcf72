package dev.ordersaga.messaging.store;

import java.util.ArrayList;
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

    public final Mono<Void> append(R row) {
        return part().doOnNext(part -> part.rows.add(values(row))).then();
    }

    private Mono<Part> part() {
        return UnitOfWork.current().map(work -> work.part(table, Part::new));
    }

    private final class Part implements UnitOfWork.Part {

        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        @Override
        public List<Write> writes() {
            return Rows.inserts(head, placeholders, rows, tail());
        }
    }
}
