package dev.ordersaga.messaging.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What one transaction has read and is going to write, table by table. It lives in the Reactor
 * context of the transaction and is used by one thread at a time.
 */
final class UnitOfWork {

    /** What a transaction holds of one table. */
    interface Part {

        /** What has changed. */
        List<Write> writes();
    }

    private final SortedMap<String, Part> parts = new TreeMap<>();
    private final List<Read> expected = new ArrayList<>();
    private final List<Read> expectedLast = new ArrayList<>();

    /** What the unit of work of the running transaction gives, or an error where there is none. */
    static <T> Mono<T> use(Function<UnitOfWork, Mono<T>> work) {
        return Mono.deferContextual(context -> work.apply(of(context)));
    }

    /** Notes something in the unit of work of the running transaction. */
    static Mono<Void> note(Consumer<UnitOfWork> work) {
        return use(
                unit -> {
                    work.accept(unit);
                    return Mono.empty();
                });
    }

    private static UnitOfWork of(ContextView context) {
        UnitOfWork unit = context.getOrDefault(UnitOfWork.class, null);
        if (unit == null) {
            throw new IllegalStateException("outside a transaction");
        }
        return unit;
    }

    static boolean isIn(ContextView context) {
        return context.hasKey(UnitOfWork.class);
    }

    Context into(Context context) {
        return context.put(UnitOfWork.class, this);
    }

    /**
     * This transaction's part of a table; {@code fresh} makes it at first use. A table's part is
     * asked for with one type only.
     */
    @SuppressWarnings("unchecked")
    <P extends Part> P part(String table, Supplier<P> fresh) {
        return (P) parts.computeIfAbsent(table, _ -> fresh.get());
    }

    /** Has something read together with what is read next. */
    void expect(Read read) {
        expected.add(read);
    }

    /** Has something read together with what is read next, and after that. */
    void expectLast(Read read) {
        expectedLast.add(read);
    }

    /** Reads what is expected, in the order in which it was asked for and in one round trip. */
    Mono<Void> readExpected(DatabaseClient db) {
        List<Read> reads = new ArrayList<>(expected);
        reads.addAll(expectedLast);
        expected.clear();
        expectedLast.clear();
        return reads.isEmpty() ? Mono.empty() : Rows.read(db, reads);
    }

    /** Whether nothing was read or written through it. */
    boolean isUntouched() {
        return parts.isEmpty();
    }

    /**
     * Writes everything, in the order of the tables' names, so that transactions do not cross.
     *
     * @param isLast whether the transaction may be committed with it
     */
    Mono<Void> flush(DatabaseClient db, boolean isLast) {
        return Mono.defer(
                () -> isLast ? WriteBatch.finish(db, writes()) : WriteBatch.run(db, writes()));
    }

    private List<Write> writes() {
        return parts.values().stream().flatMap(part -> part.writes().stream()).toList();
    }
}
