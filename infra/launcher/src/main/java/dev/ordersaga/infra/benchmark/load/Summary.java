package dev.ordersaga.infra.benchmark.load;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a run, as the load saw it. The measured time is that between warm-up and drain.
 *
 * @param begun when the measured time began
 * @param accepted with 202 in the measured time
 * @param shed with 503 in the measured time
 * @param failed answered otherwise, or not at all, in the measured time
 * @param ended orders that ended in the measured time
 * @param lost orders of the whole run that were accepted and did not end
 * @param unexpected orders of the whole run that ended otherwise than they should
 * @param drainSeconds how long the last order took after the measured time
 * @param toAnswer from the scheduled instant to the answer, of orders of the measured time
 * @param toEnd from the scheduled instant to the end, of orders of the measured time
 * @param toEndOfKind the same, by what should become of them; has no kind that was not ordered
 * @param told from the order service's decision until the load heard of it, of the same orders
 */
public record Summary(
        Instant begun,
        Instant over,
        long accepted,
        long shed,
        long failed,
        long ended,
        long lost,
        long unexpected,
        double drainSeconds,
        LatencySummary toAnswer,
        LatencySummary toEnd,
        SortedMap<Kind, LatencySummary> toEndOfKind,
        LatencySummary told) {

    public Summary {
        toEndOfKind = Collections.unmodifiableSortedMap(new TreeMap<>(toEndOfKind));
    }
}
