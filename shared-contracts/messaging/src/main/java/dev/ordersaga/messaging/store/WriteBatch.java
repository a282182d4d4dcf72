package dev.ordersaga.messaging.store;

import dev.ordersaga.messaging.store.Write.Expected;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Statements that run one after the other, in a single round trip to the database.
 *
 * <p>A statement that must change so many rows is followed by one that fails where it has not, and
 * then the database runs no more of them: what counts wrong cannot be committed.
 */
final class WriteBatch {

    /** Adds to the greatest BIGINT, which is in its range as long as nothing is added. */
    private static final String LOOK = "SET @surplus = 9223372036854775807 + (ROW_COUNT() <> %d)";

    private static final int OUT_OF_RANGE = 1690;

    private final List<String> statements = new ArrayList<>();
    private final Map<Integer, Expected> looks = new HashMap<>();

    private WriteBatch(List<Write> writes) {
        writes.forEach(this::add);
    }

    private void add(Write write) {
        statements.add(write.sql());
        Expected expected = write.expected();
        if (expected != null) {
            looks.put(statements.size(), expected);
            statements.add(LOOK.formatted(expected.rows()));
        }
    }

    /** Runs them inside a transaction, or each in its own. */
    static Mono<Void> run(DatabaseClient db, List<Write> writes) {
        return writes.isEmpty() ? Mono.empty() : new WriteBatch(writes).in(db);
    }

    /** Runs them at the end of a transaction, which is committed in the same round trip. */
    static Mono<Void> finish(DatabaseClient db, List<Write> writes) {
        return writes.isEmpty() ? Mono.empty() : new WriteBatch(writes).withCommit().in(db);
    }

    private WriteBatch withCommit() {
        statements.add("COMMIT");
        return this;
    }

    private Mono<Void> in(DatabaseClient db) {
        return db.inConnection(this::on);
    }

    private Mono<Void> on(Connection connection) {
        Batch batch = connection.createBatch();
        statements.forEach(batch::add);
        AtomicInteger answered = new AtomicInteger();
        return Flux.from(batch.execute())
                .concatMap(Result::getRowsUpdated)
                .doOnNext(_ -> answered.incrementAndGet())
                .onErrorMap(R2dbcException.class, fault -> explained(fault, answered.get()))
                .then(Mono.fromRunnable(() -> check(answered.get())));
    }

    /** The statement at fault is the first that is not answered. */
    private Throwable explained(R2dbcException fault, int answered) {
        Expected expected = looks.get(answered);
        return expected != null && fault.getErrorCode() == OUT_OF_RANGE
                ? expected.otherwise().apply(fault)
                : fault;
    }

    private void check(int answered) {
        if (answered != statements.size()) {
            throw new IllegalStateException(
                    "%d statements gave %d results".formatted(statements.size(), answered));
        }
    }
}
