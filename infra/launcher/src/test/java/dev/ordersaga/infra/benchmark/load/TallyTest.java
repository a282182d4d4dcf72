package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.benchmark.load.Tally.Placement;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final UUID ORDER = new UUID(1, 2);

    private final long now = System.nanoTime();
    private final long longAfter = now + TimeUnit.HOURS.toNanos(1);
    private final AtomicInteger done = new AtomicInteger();
    private final Tally tally = new Tally(now, longAfter, false);

    @Test
    void anOrderIsOnItsWayFromAnswerToEnd() {
        tally.accepted(ORDER, placement(Kind.APPROVED));
        assertThat(tally.onTheirWay()).isEqualTo(1);
        ended("APPROVED");
        assertThat(tally.onTheirWay()).isZero();
        assertThat(done).hasValue(1);
        assertThat(tally.summary().toEnd().count()).isEqualTo(1);
        assertThat(tally.summary().told().count()).isEqualTo(1);
    }

    @Test
    void anEndThatIsHeardBeforeTheAnswerCounts() {
        ended("APPROVED");
        assertThat(done).hasValue(0);
        tally.accepted(ORDER, placement(Kind.APPROVED));
        assertThat(done).hasValue(1);
        assertThat(tally.summary().lost()).isZero();
    }

    @Test
    void anEndThatIsHeardTwiceCountsOnce() {
        tally.accepted(ORDER, placement(Kind.APPROVED));
        ended("APPROVED");
        ended("APPROVED");
        assertThat(done).hasValue(1);
        assertThat(tally.summary().ended()).isEqualTo(1);
    }

    @Test
    void anAcceptedOrderWithoutAnEndIsLost() {
        tally.accepted(ORDER, placement(Kind.APPROVED));
        assertThat(tally.summary().lost()).isEqualTo(1);
    }

    @Test
    void anEndThatShouldNotBeIsTold() {
        tally.accepted(ORDER, placement(Kind.USER_UNKNOWN));
        ended("APPROVED");
        assertThat(tally.summary().unexpected()).isEqualTo(1);
    }

    @Test
    void anOrdinaryOrderMayBeRejectedOnlyWhereTheKitchenMayRefuse() {
        tally.accepted(ORDER, placement(Kind.APPROVED));
        ended("REJECTED");
        assertThat(tally.summary().unexpected()).isEqualTo(1);

        Tally lenient = new Tally(now, longAfter, true);
        lenient.accepted(ORDER, placement(Kind.APPROVED));
        lenient.ended(ORDER, "REJECTED", Instant.now());
        assertThat(lenient.summary().unexpected()).isZero();
    }

    @Test
    void warmUpIsFollowedAndNotMeasured() {
        Tally later = new Tally(longAfter, longAfter + 1, false);
        later.accepted(ORDER, placement(Kind.APPROVED));
        later.ended(ORDER, "APPROVED", Instant.now());
        Summary summary = later.summary();
        assertThat(summary.accepted() + summary.ended() + summary.toEnd().count()).isZero();
        assertThat(summary.toEndOfKind()).isEmpty();
        assertThat(summary.told().count()).isZero();
        assertThat(summary.lost()).isZero();
    }

    @Test
    void theTimeToTheEndIsToldOfEachKind() {
        UUID other = new UUID(3, 4);
        tally.accepted(ORDER, placement(Kind.APPROVED));
        tally.accepted(other, placement(Kind.REFUND));
        tally.ended(other, "REJECTED", Instant.now());
        ended("APPROVED");
        assertThat(tally.summary().toEndOfKind())
                .containsOnlyKeys(Kind.APPROVED, Kind.REFUND)
                .allSatisfy((_, toEnd) -> assertThat(toEnd.count()).isEqualTo(1));
        assertThat(tally.summary().toEnd().count()).isEqualTo(2);
    }

    @Test
    void aSecondTellsWhatHappenedSinceTheLast() {
        tally.accepted(ORDER, placement(Kind.APPROVED));
        tally.shed();
        Second first = tally.nextSecond();
        tally.failed();
        Second second = tally.nextSecond();
        assertThat(first.accepted() + first.shed()).isEqualTo(2);
        assertThat(first.onTheirWay()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.accepted() + second.shed()).isZero();
        assertThat(second.failed()).isEqualTo(1);
    }

    private void ended(String status) {
        tally.ended(ORDER, status, Instant.now());
    }

    private Placement placement(Kind kind) {
        return new Placement(kind, now, done::incrementAndGet);
    }
}
