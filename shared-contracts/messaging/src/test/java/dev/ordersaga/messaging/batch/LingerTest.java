package dev.ordersaga.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(after(0.75)).isEqualTo(SHORTEST);
    }

    @Test
    void isLongWhenThereIsNone() {
        assertThat(after(1)).isBetween(LONGEST.minusMillis(1), LONGEST);
    }

    @Test
    void growsWithTheLoadBetween() {
        assertThat(after(0.875)).isBetween(Duration.ofMillis(31), Duration.ofMillis(33));
    }

    @Test
    void shrinksAgain() {
        after(1);
        assertThat(after(0.1)).isEqualTo(SHORTEST);
    }

    @Test
    void aMomentAloneCountsForLittle() {
        load = 1;
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(linger.next()).isEqualTo(SHORTEST);
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
        for (int n = 0; n < 30; n++) {
            nanos += Duration.ofSeconds(1).toNanos();
            linger.next();
        }
        return linger.next();
    }
}
