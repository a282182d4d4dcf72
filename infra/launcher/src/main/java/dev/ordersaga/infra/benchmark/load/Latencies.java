package dev.ordersaga.infra.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;

/** Durations, counted; any thread may add one. */
final class Latencies {

    /** What took longer is counted as this. */
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    private static final int DIGITS = 3;
    private static final double BUCKETS_PER_DOUBLING = 4;

    private final AbstractHistogram histogram = new ConcurrentHistogram(LONGEST, DIGITS);

    void add(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        histogram.recordValue(Math.clamp(micros, 0, LONGEST));
    }

    /** Everything since it was made. */
    LatencySummary summary() {
        AbstractHistogram now = histogram.copy();
        return new LatencySummary(
                now.getTotalCount(),
                percentile(now, 50),
                percentile(now, 90),
                percentile(now, 99),
                percentile(now, 99.9),
                millis(now.getMaxValue()),
                buckets(now));
    }

    private static double percentile(AbstractHistogram histogram, double percentile) {
        return histogram.getTotalCount() == 0
                ? 0
                : millis(histogram.getValueAtPercentile(percentile));
    }

    /** Each a fixed factor wider than the one before; from the first to the last that has any. */
    private static List<LatencySummary.Bucket> buckets(AbstractHistogram histogram) {
        List<LatencySummary.Bucket> buckets = new ArrayList<>();
        long below = 1_000;
        long from = 0;
        while (from < histogram.getMaxValue()) {
            long count = histogram.getCountBetweenValues(from, below - 1);
            if (count > 0 || !buckets.isEmpty()) {
                buckets.add(new LatencySummary.Bucket(millis(from), millis(below), count));
            }
            from = below;
            below = (long) Math.ceil(below * Math.pow(2, 1 / BUCKETS_PER_DOUBLING));
        }
        return buckets;
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }
}
