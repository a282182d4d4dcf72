package dev.ordersaga.infra.benchmark.load;

import java.util.List;

/** A distribution of durations, in milliseconds. */
public record LatencySummary(
        long count,
        double p50,
        double p90,
        double p99,
        double p999,
        double max,
        List<Bucket> buckets) {

    public LatencySummary {
        buckets = List.copyOf(buckets);
    }

    /** How many lasted at least {@code from} and less than {@code below}. */
    public record Bucket(double from, double below, long count) {}
}
