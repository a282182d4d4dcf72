package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A user may have three open orders. */
class OpenOrdersTest {

    private final Map<Long, Long> stored = new HashMap<>();
    private int questions;
    private Mono<Void> gate = Mono.empty();
    private final OpenOrders openOrders = openOrders(3);

    private OpenOrders openOrders(int most) {
        return new OpenOrders(
                () -> {
                    questions++;
                    Map<Long, Long> snapshot = Map.copyOf(stored);
                    return gate.thenReturn(snapshot);
                },
                most,
                Duration.ofSeconds(1));
    }

    @Test
    void whatWasTakenSinceTheLastCountCounts() {
        assertThat(taken(10, 7)).isEqualTo(3);
        assertThat(taken(10, 8)).isEqualTo(3);
    }

    @Test
    void whatIsStoredCountsWhicheverInstanceHasTakenIt() {
        taken(1, 7);
        stored.put(7L, 2L);
        openOrders.run().block();

        assertThat(taken(10, 7)).isOne();
    }

    @Test
    void thereIsRoomAgainWhenOrdersHaveEnded() {
        taken(10, 7);
        stored.put(7L, 1L);
        assertThat(openOrders.run().block()).isFalse();

        assertThat(taken(10, 7)).isEqualTo(2);
    }

    @Test
    void whatIsTakenDuringACountCountsDuringAndAfterIt() {
        Sinks.Empty<Void> counted = Sinks.empty();
        gate = counted.asMono();
        taken(1, 7);
        Mono<Boolean> count = openOrders.run().cache();
        count.subscribe();
        assertThat(taken(1, 7)).isOne();

        counted.tryEmitEmpty();

        assertThat(count.block()).isFalse();
        assertThat(taken(10, 7)).isEqualTo(2);
    }

    @Test
    void aCountThatFailsChangesNothing() {
        taken(2, 7);
        gate = Mono.error(new IllegalStateException("down"));
        StepVerifier.create(openOrders.run()).verifyErrorMessage("down");
        StepVerifier.create(openOrders.run()).verifyErrorMessage("down");

        assertThat(taken(10, 7)).isOne();
    }

    @Test
    void theDatabaseIsAskedOnceForAllAndNotAtAllWhileNothingIsOpen() {
        openOrders.run().block();
        assertThat(questions).isZero();

        taken(3, 7);
        taken(3, 8);
        openOrders.run().block();
        assertThat(questions).isOne();

        openOrders.run().block();
        assertThat(questions).isOne();
    }

    @Test
    void withoutALimitNothingIsCounted() {
        OpenOrders unlimited = openOrders(0);
        for (int number = 0; number < 1_000; number++) {
            assertThat(unlimited.admits(7)).isTrue();
        }
        unlimited.run().block();
        assertThat(questions).isZero();
    }

    private int taken(int wanted, long user) {
        int taken = 0;
        for (int number = 0; number < wanted; number++) {
            taken += openOrders.admits(user) ? 1 : 0;
        }
        return taken;
    }
}
