package dev.ordersaga.infra.audit;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.terminal.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the four databases and the broker of a system, changes nothing, and tells of every
 * invariant whether it holds.
 */
public final class Audit {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final List<Invariant> invariants;

    private Audit(List<Invariant> invariants) {
        this.invariants = invariants;
    }

    /**
     * Of the system whose addresses are in {@code AMQP_URL}, {@code MANAGEMENT_URL} and, for each
     * service, {@code ORDER_DATABASE_URL} and so on.
     *
     * @param longestOrder an order that has not ended after this time is a violation
     * @throws Failure if an address is missing
     */
    public static Audit of(Map<String, String> env, Duration longestOrder) {
        Databases databases = Databases.of(env);
        return of(
                Stream.of(
                                new AcrossServices(databases).invariants(longestOrder),
                                new WithinServices(databases).invariants(),
                                new Broker(env).invariants())
                        .flatMap(List::stream)
                        .toList());
    }

    /** The same without the broker, whose numbers come late. */
    public static Audit ofDatabases(Map<String, String> env, Duration longestOrder) {
        Databases databases = Databases.of(env);
        return of(
                Stream.of(
                                new AcrossServices(databases).invariants(longestOrder),
                                new WithinServices(databases).invariants())
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Only that nothing is on its way: no saga awaits an answer, and all outboxes are empty. Takes
     * no longer however much is stored.
     */
    public static Audit ofWhatIsOnItsWay(Map<String, String> env) {
        return of(new WithinServices(Databases.of(env)).quiet());
    }

    static Audit of(List<Invariant> invariants) {
        return new Audit(List.copyOf(invariants));
    }

    /**
     * Looks at every invariant, and again at those that are violated until the patience is over:
     * messages may still be on their way, and the broker tells its numbers some seconds late.
     *
     * @return one finding for each invariant, always in the same order
     * @throws Failure if something cannot be read
     */
    public List<Finding> run(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Finding> findings = new ArrayList<>(invariants.stream().map(Audit::look).toList());
        while (!findings.stream().allMatch(Finding::holds) && System.nanoTime() < deadline) {
            pause();
            IntStream.range(0, findings.size())
                    .filter(index -> !findings.get(index).holds())
                    .forEach(index -> findings.set(index, look(invariants.get(index))));
        }
        return List.copyOf(findings);
    }

    private static Finding look(Invariant invariant) {
        try {
            return invariant.look();
        } catch (SQLException | SortedRows.Lost e) {
            throw unreadable(invariant, e);
        } catch (Http.Unreachable e) {
            throw unreadable(invariant, e);
        }
    }

    private static Failure unreadable(Invariant invariant, Exception problem) {
        return Failure.impossible(
                "It cannot be told whether %s: %s"
                        .formatted(invariant.statement(), problem.getMessage()));
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }
}
