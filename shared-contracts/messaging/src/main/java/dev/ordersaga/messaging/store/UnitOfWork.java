package dev.ordersaga.messaging.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** The unit of work of the running transaction, or an error where there is none. */
    static Mono<UnitOfWork> current() {
        return Mono.deferContextual(
                context ->
                        context.<UnitOfWork>getOrEmpty(UnitOfWork.class)
                                .map(Mono::just)
                                .orElseGet(
                                        () ->
                                                Mono.error(
                                                        new IllegalStateException(
                                                                "outside a transaction"))));
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

    /** Whether nothing was read or written through it. */
    boolean isUntouched() {
        return parts.isEmpty();
    }

    /** Writes everything, in the order of the tables' names, so that transactions do not cross. */
    Mono<Void> flush(DatabaseClient db) {
        return Mono.defer(
                () ->
                        Rows.run(
                                db,
                                parts.values().stream()
                                        .flatMap(part -> part.writes().stream())
                                        .toList()));
    }
}
