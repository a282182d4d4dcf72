package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration WINDOW = Duration.ofMillis(500);

    /** Orders that are asked for in a window. */
    private static final int OFFERED = 500;

    private final Time time = new Time();
    private final Admission admission = new Admission(time, new Random(1));

    @Test
    void answersInTimeTurnNobodyAway() {
        assertThat(admitted(20, OFFERED, 100, Duration.ofMillis(900))).isEqualTo(OFFERED);
    }

    @Test
    void answersThatComeLaterAndLaterButInTimeTurnNobodyAway() {
        for (int window = 1; window <= 20; window++) {
            assertThat(admitted(1, OFFERED, 100, Duration.ofMillis(48L * window)))
                    .isEqualTo(OFFERED);
        }
    }

    @Test
    void theLaterTheAnswersTheFewerAreLetInOfThoseThatAreWorkedOff() {
        assertThat(admitted(3, OFFERED, 400, Duration.ofSeconds(2))).isBetween(35, 65);
        assertThat(admitted(3, OFFERED, 400, Duration.ofSeconds(4))).isBetween(15, 35);
        assertThat(admitted(3, OFFERED, 400, Duration.ofMinutes(5))).isBetween(3, 20);
    }

    @Test
    void oneEarlyAnswerAmongLateOnesShowsThatNothingQueuesUp() {
        for (int window = 0; window < 20; window++) {
            answer(Duration.ofMillis(10));
            assertThat(admitted(1, OFFERED, 100, Duration.ofSeconds(9))).isEqualTo(OFFERED);
        }
    }

    @Test
    void whenAnswersAreInTimeAgainMoreAreLetInLittleByLittle() {
        admitted(3, OFFERED, 400, Duration.ofSeconds(2));
        int first = admitted(2, OFFERED, 400, Duration.ofMillis(50));
        assertThat(first).isLessThan(OFFERED / 2);
        assertThat(admitted(8, OFFERED, 400, Duration.ofMillis(50)))
                .isBetween(first + 1, OFFERED - 1);
        assertThat(admitted(60, OFFERED, 400, Duration.ofMillis(50))).isEqualTo(OFFERED);
    }

    @Test
    void anOutageIsNoOverload() {
        assertThat(admitted(30, OFFERED, 10, Duration.ofSeconds(30))).isEqualTo(OFFERED);
    }

    @Test
    void whatWasTurnedAwayInAnOverloadIsTakenInTheOutageThatFollows() {
        admitted(30, OFFERED, 400, Duration.ofSeconds(5));
        assertThat(admitted(30, OFFERED, 0, Duration.ZERO)).isEqualTo(OFFERED);
    }

    /** Four times as many orders as can be worked off, for two minutes. */
    @Test
    void itStaysAtTheRateThatCanBeKeptUpWith() {
        int workedOffPerWindow = OFFERED / 4;
        Deque<Instant> queue = new ArrayDeque<>();
        int ended = 0;
        int longest = 0;
        for (int window = 0; window < 240; window++) {
            for (int order = 0; order < OFFERED; order++) {
                if (admission.admits()) {
                    queue.add(time.instant());
                }
            }
            time.pass(WINDOW);
            for (int left = workedOffPerWindow; left > 0 && !queue.isEmpty(); left--) {
                Instant placed = queue.remove();
                IntStream.range(0, 4).forEach(_ -> admission.answered(placed, time.instant()));
                ended++;
            }
            longest = Math.max(longest, window < 60 ? 0 : queue.size());
        }

        assertThat(ended).isGreaterThan(240 * workedOffPerWindow * 95 / 100);
        assertThat(longest).isLessThan(6 * workedOffPerWindow);
    }

    private int admitted(int windows, int offered, int answers, Duration late) {
        int admitted = 0;
        for (int window = 0; window < windows; window++) {
            admitted = (int) IntStream.range(0, offered).filter(_ -> admission.admits()).count();
            IntStream.range(0, answers).forEach(_ -> answer(late));
            time.pass(WINDOW);
        }
        return admitted;
    }

    private void answer(Duration late) {
        admission.answered(time.instant().minus(late), time.instant());
    }

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
