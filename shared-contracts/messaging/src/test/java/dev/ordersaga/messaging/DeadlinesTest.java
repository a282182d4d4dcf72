package dev.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 30", "5, 30", "2000000000, 30"})
    void eachWaitIsTwiceAsLongUpToALimit(int sends, long seconds) {
        assertThat(DEADLINES.after(sends, NOON)).isEqualTo(NOON.plusSeconds(seconds));
    }
}
