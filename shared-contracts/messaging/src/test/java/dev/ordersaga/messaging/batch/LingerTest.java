package dev.ordersaga.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingerTest {

    private static final Duration SHORTEST = Duration.ofMillis(4);
    private static final Duration LONGEST = Duration.ofMillis(60);

    private double load;
    private long nanos;
    private int looks;
    private final Linger linger =
            new Linger(
                    SHORTEST,
                    LONGEST,
                    () -> {
                        looks++;
                        return load;
                    },
                    () -> nanos);

    @Test
    void isShortWhileThereIsTimeToSpare() {
        assertThat(after(0.89)).isEqualTo(SHORTEST);
    }

    @Test
    void isLongWhenThereIsNone() {
        assertThat(after(1)).isEqualTo(LONGEST);
    }

    @Test
    void growsNoLongerThanItTakesToHaveSomeToSpare() {
        for (int n = 0; n < 100; n++) {
            load = linger.next().compareTo(Duration.ofMillis(12)) < 0 ? 1 : 0.87;
            nanos += Duration.ofSeconds(1).toNanos();
        }
        assertThat(linger.next()).isBetween(Duration.ofMillis(11), Duration.ofMillis(14));
    }

    @Test
    void shrinksAgainAtOnce() {
        after(1);
        load = 0.1;
        looksAgain(3);
        assertThat(linger.next()).isEqualTo(SHORTEST);
    }

    @Test
    void aMomentAloneCountsForLittle() {
        load = 1;
        looksAgain(1);
        assertThat(linger.next()).isBetween(SHORTEST, SHORTEST.plusMillis(1));
    }

    @Test
    void growsFromNothing() {
        assertThat(busy(Duration.ZERO, LONGEST)).isEqualTo(LONGEST);
    }

    @Test
    void isNeverShorterThanTheShortest() {
        assertThat(busy(LONGEST, SHORTEST)).isEqualTo(LONGEST);
    }

    @Test
    void whatNobodyWaitsForWaitsTheLongest() {
        assertThat(linger.longest().next()).isEqualTo(LONGEST);
        assertThat(linger.next()).isEqualTo(SHORTEST);
    }

    @Test
    void othersWaitSoManyTimesAsLong() {
        Linger threeTimes = linger.times(3);
        assertThat(threeTimes.next()).isEqualTo(SHORTEST.multipliedBy(3));
        load = 1;
        looksAgain(5);
        assertThat(linger.next()).isGreaterThan(SHORTEST);
        assertThat(threeTimes.next().toNanos()).isCloseTo(3 * linger.next().toNanos(), within(3L));
        assertThat(threeTimes.times(2).next().toNanos())
                .isCloseTo(6 * linger.next().toNanos(), within(6L));
    }

    @Test
    void whatWaitsSoManyTimesAsLongWaitsTheLongestAtMost() {
        Linger threeTimes = linger.times(3);
        after(1);
        assertThat(threeTimes.next()).isEqualTo(LONGEST);
    }

    @Test
    void allOfThemLookTogether() {
        Linger threeTimes = linger.times(3);
        for (int n = 0; n < 1_000; n++) {
            nanos += Duration.ofMillis(1).toNanos();
            linger.next();
            threeTimes.next();
        }
        assertThat(looks).isEqualTo(5);
    }

    @Test
    void aMachineThatDoesNotTellItsLoadCountsAsAtEase() {
        assertThat(after(-1)).isEqualTo(SHORTEST);
    }

    @Test
    void looksNowAndThenOnly() {
        for (int n = 0; n < 1_000; n++) {
            nanos += Duration.ofMillis(1).toNanos();
            linger.next();
        }
        assertThat(looks).isEqualTo(5);
    }

    private Duration after(double steadyLoad) {
        load = steadyLoad;
        looksAgain(30);
        return linger.next();
    }

    private Duration busy(Duration shortest, Duration longest) {
        load = 1;
        Linger other = new Linger(shortest, longest, () -> load, () -> nanos);
        looksAgain(other, 60);
        return other.next();
    }

    private void looksAgain(int times) {
        looksAgain(linger, times);
    }

    private void looksAgain(Linger looking, int times) {
        for (int n = 0; n < times; n++) {
            nanos += Duration.ofSeconds(1).toNanos();
            looking.next();
        }
    }
}
