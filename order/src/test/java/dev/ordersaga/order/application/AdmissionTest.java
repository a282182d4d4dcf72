package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration WINDOW = Duration.ofMillis(500);

    private final Time time = new Time();
    private final Admission admission = new Admission(time, new Random(1));

    @Test
    void answersInTimeTurnNobodyAway() {
        answers(20, 100, Duration.ofMillis(900));
        assertThat(admitted()).isEqualTo(1000);
    }

    @Test
    void answersThatComeLaterAndLaterButInTimeTurnNobodyAway() {
        for (int window = 1; window <= 20; window++) {
            answers(1, 100, Duration.ofMillis(95L * window));
            assertThat(admitted()).isEqualTo(1000);
        }
    }

    @Test
    void lateAnswersTurnMoreAndMoreAway() {
        answers(10, 100, Duration.ofSeconds(3));
        int after5Seconds = admitted();
        answers(10, 100, Duration.ofSeconds(6));
        assertThat(after5Seconds).isLessThan(900);
        assertThat(admitted()).isLessThan(after5Seconds);
    }

    @Test
    void oneEarlyAnswerAmongLateOnesShowsThatNothingQueuesUp() {
        IntStream.range(0, 20)
                .forEach(
                        _ -> {
                            IntStream.range(0, 100).forEach(_ -> answer(Duration.ofSeconds(9)));
                            answer(Duration.ofMillis(10));
                            time.pass(WINDOW);
                        });
        assertThat(admitted()).isEqualTo(1000);
    }

    @Test
    void itIsForgottenWhenAnswersAreInTimeAgain() {
        answers(30, 100, Duration.ofSeconds(5));
        assertThat(admitted()).isLessThan(500);
        answers(60, 100, Duration.ofMillis(50));
        assertThat(admitted()).isEqualTo(1000);
    }

    @Test
    void anOutageIsNoOverload() {
        answers(30, 10, Duration.ofSeconds(30));
        assertThat(admitted()).isEqualTo(1000);
    }

    @Test
    void whatWasTurnedAwayInAnOverloadIsTakenInTheOutageThatFollows() {
        answers(30, 100, Duration.ofSeconds(5));
        answers(60, 0, Duration.ZERO);
        assertThat(admitted()).isGreaterThan(990);
    }

    private void answers(int windows, int each, Duration late) {
        for (int window = 0; window < windows; window++) {
            IntStream.range(0, each).forEach(_ -> answer(late));
            time.pass(WINDOW);
        }
    }

    private void answer(Duration late) {
        admission.answered(time.instant().minus(late), time.instant());
    }

    /** Of a thousand. */
    private int admitted() {
        return (int) IntStream.range(0, 1000).filter(_ -> admission.admits()).count();
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
