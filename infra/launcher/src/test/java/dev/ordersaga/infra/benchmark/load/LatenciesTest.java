package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreExactToThreeDigits() {
        LongStream.rangeClosed(1, 1_000).forEach(this::addMillis);
        LatencySummary summary = latencies.summary();
        assertThat(summary.count()).isEqualTo(1_000);
        assertThat(summary.p50()).isCloseTo(500, within(1.0));
        assertThat(summary.p90()).isCloseTo(900, within(1.0));
        assertThat(summary.p99()).isCloseTo(990, within(1.0));
        assertThat(summary.p999()).isCloseTo(999, within(1.0));
        assertThat(summary.max()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void everyLatencyIsInOneBucket() {
        LongStream.of(0, 1, 3, 50, 51, 4_000).forEach(this::addMillis);
        LatencySummary summary = latencies.summary();
        assertThat(summary.buckets().stream().mapToLong(LatencySummary.Bucket::count).sum())
                .isEqualTo(6);
        assertThat(summary.buckets().getFirst().from()).isZero();
        assertThat(summary.buckets().getLast().below()).isGreaterThan(4_000);
    }

    @Test
    void bucketsFollowEachOtherWithoutAGap() {
        LongStream.of(5, 900).forEach(this::addMillis);
        var buckets = latencies.summary().buckets();
        for (int index = 1; index < buckets.size(); index++) {
            assertThat(buckets.get(index).from()).isEqualTo(buckets.get(index - 1).below());
        }
    }

    @Test
    void nothingHasNoPercentiles() {
        LatencySummary summary = latencies.summary();
        assertThat(summary.count()).isZero();
        assertThat(summary.p99()).isZero();
        assertThat(summary.buckets()).isEmpty();
    }

    @Test
    void whatTakesAgesCountsAsTheLongest() {
        addMillis(TimeUnit.HOURS.toMillis(5));
        assertThat(latencies.summary().max())
                .isCloseTo(TimeUnit.MINUTES.toMillis(10), within(600.0));
    }

    private void addMillis(long millis) {
        latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
