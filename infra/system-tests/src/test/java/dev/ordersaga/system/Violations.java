package dev.ordersaga.system;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a system has done wrong: what the audit finds, and what is not as a test expects it. */
final class Violations {

    private static final Duration LONGEST_ORDER = Duration.ofMinutes(1);
    private static final Duration UNTIL_THE_BROKER_KNOWS = Duration.ofSeconds(6);

    private final List<String> found = new ArrayList<>();

    /** Looks once nothing is on its way any more. */
    Violations auditOf(RunningSystem system) {
        new Quiet(system).await();
        Audit.of(system.env(), LONGEST_ORDER).run(UNTIL_THE_BROKER_KNOWS).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::invariant)
                .forEach(found::add);
        return this;
    }

    Violations unless(boolean asExpected, String otherwise) {
        if (!asExpected) {
            found.add(otherwise);
        }
        return this;
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
