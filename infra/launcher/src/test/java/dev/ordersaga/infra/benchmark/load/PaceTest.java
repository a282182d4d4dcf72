package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void ordersAreDueAtASteadyRateWhateverTheTimeIs() {
        List<Long> due = new ArrayList<>();
        long start = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
        new Pace.OpenLoop(200)
                .run(start, start + 25 * MILLISECOND, (scheduled, _) -> due.add(scheduled - start));
        assertThat(due)
                .containsExactly(
                        0L, 5 * MILLISECOND, 10 * MILLISECOND, 15 * MILLISECOND, 20 * MILLISECOND);
    }

    @Test
    void noneIsPlacedBeforeItIsDue() {
        List<Long> late = new ArrayList<>();
        long start = System.nanoTime();
        new Pace.OpenLoop(1_000)
                .run(
                        start,
                        start + 20 * MILLISECOND,
                        (scheduled, _) -> late.add(System.nanoTime() - scheduled));
        assertThat(late).hasSize(20).allMatch(nanos -> nanos >= 0);
    }

    @Test
    void aRateThatDoesNotDivideTheSecondDoesNotDrift() {
        long due = new Pace.OpenLoop(3).due(0, 3_000_000);
        assertThat(due).isEqualTo(TimeUnit.SECONDS.toNanos(1_000_000));
    }

    @Test
    void asManyAsWantedAreOnTheirWayUntilOneIsDone() {
        List<Runnable> onTheirWay = new ArrayList<>();
        long start = System.nanoTime();
        new Pace.Saturating(3)
                .run(start, start + 10 * MILLISECOND, (_, whenDone) -> onTheirWay.add(whenDone));
        assertThat(onTheirWay).hasSize(3);
    }

    @Test
    void eachThatIsDoneMakesRoomForTheNext() {
        List<Long> placed = new ArrayList<>();
        long start = System.nanoTime();
        new Pace.Saturating(1)
                .run(
                        start,
                        start + 20 * MILLISECOND,
                        (scheduled, whenDone) -> {
                            placed.add(scheduled);
                            whenDone.run();
                        });
        assertThat(placed).hasSizeGreaterThan(1).isSorted();
    }
}
