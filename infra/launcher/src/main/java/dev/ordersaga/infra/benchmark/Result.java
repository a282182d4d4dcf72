package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.Second;
import dev.ordersaga.infra.benchmark.load.Summary;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run has found out.
 *
 * @param cpuMillis of each party over the measured time
 * @param mostResident bytes of memory that each party held at most
 * @param violations what the audit found; empty if all is well
 */
record Result(
        Instant at,
        Settings settings,
        Machine machine,
        Summary summary,
        Map<String, Long> outcomes,
        Map<String, Double> cpuMillis,
        Map<String, Long> mostResident,
        Counters.Reading counted,
        List<Second> seconds,
        List<Map<String, Double>> cpuMillisBySecond,
        List<String> violations,
        Optional<Floors> floors) {

    Result {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        cpuMillis = Collections.unmodifiableMap(new LinkedHashMap<>(cpuMillis));
        mostResident = Map.copyOf(mostResident);
        seconds = List.copyOf(seconds);
        cpuMillisBySecond = List.copyOf(cpuMillisBySecond);
        violations = List.copyOf(violations);
    }

    /**
     * Transactions per second of the raw floor.
     *
     * @param before the run
     * @param after the run
     */
    record Floors(double before, double after) {

        double mean() {
            return (before + after) / 2;
        }
    }

    Result with(Floors measured) {
        return new Result(
                at,
                settings,
                machine,
                summary,
                outcomes,
                cpuMillis,
                mostResident,
                counted,
                seconds,
                cpuMillisBySecond,
                violations,
                Optional.of(measured));
    }

    /** Orders that ended per second of the measured time. */
    double perSecond() {
        return summary.ended() / (double) settings.duration();
    }

    double perOrder(double ofAll) {
        return summary.ended() == 0 ? Double.NaN : ofAll / summary.ended();
    }

    /** Messages that one transaction of a service handles, on average. */
    double messagesPerTransaction() {
        return counted.commits() == 0 ? Double.NaN : counted.handled() / (double) counted.commits();
    }

    double cpuMillisPerOrder() {
        return perOrder(cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** Whether no order was lost, none ended otherwise than it should, and the audit is clean. */
    boolean isSound() {
        return summary.lost() == 0 && summary.unexpected() == 0 && violations.isEmpty();
    }
}
