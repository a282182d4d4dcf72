package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class SessionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private VirtualTimeScheduler time;
    private int begun;

    @BeforeEach
    void stopTheClock() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void letItGo() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void thoseThatFailAtOnceComeEverMoreSeldom() {
        assertThat(sessionsInAMinute(failAfter(Duration.ZERO))).isBetween(8, 30);
    }

    @Test
    void theNextComesSoonAfterOneThatHasLasted() {
        assertThat(sessionsInAMinute(failAfter(Duration.ofSeconds(2)))).isBetween(26, 30);
    }

    @Test
    void theNextComesSoonAfterOneThatHasEndedAsItShould() {
        assertThat(sessionsInAMinute(endAfter(Duration.ofSeconds(2)))).isBetween(26, 30);
    }

    @Test
    void theNextComesSoonAfterOneThatHasEndedAtOnce() {
        assertThat(sessionsInAMinute(endAfter(Duration.ZERO))).isBetween(290, 301);
    }

    @Test
    void oneThatLastsIsTheOnlyOne() {
        assertThat(sessionsInAMinute(Flux.concat(Mono.just("begun"), Mono.never()))).isOne();
    }

    @Test
    void thereAreNoMoreWhenTheyAreEnded() {
        Disposable sessions = Sessions.run("Trying", counted(failAfter(Duration.ZERO)));
        time.advanceTimeBy(MINUTE);
        int before = begun;

        sessions.dispose();
        time.advanceTimeBy(MINUTE);

        assertThat(begun).isEqualTo(before);
    }

    private int sessionsInAMinute(Flux<?> session) {
        Disposable sessions = Sessions.run("Trying", counted(session));
        time.advanceTimeBy(MINUTE);
        sessions.dispose();
        return begun;
    }

    private Flux<?> counted(Flux<?> session) {
        return Flux.defer(
                () -> {
                    begun++;
                    return session;
                });
    }

    private static Flux<?> failAfter(Duration life) {
        return endAfter(life).concatWith(Mono.error(() -> new IllegalStateException("lost")));
    }

    /** One that comes about at once. */
    private static Flux<Object> endAfter(Duration life) {
        return Flux.<Object>just("begun").concatWith(Mono.delay(life).then(Mono.empty()));
    }
}
