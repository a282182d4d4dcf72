package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
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
            unlimited.admit(7, Mono.empty()).block();
        }
        unlimited.run().block();
        assertThat(questions).isZero();
    }

    @Test
    void anOrderWhoseCommitACountHasNotSeenStillCounts() {
        Sinks.Empty<Void> commit = Sinks.empty();
        openOrders.admit(7, commit.asMono()).subscribe();
        openOrders.run().block();
        commit.tryEmitEmpty();

        assertThat(taken(10, 7)).isEqualTo(2);
    }

    @Test
    void anOrderWhoseCommitACountHasSeenCountsOnce() {
        Sinks.Empty<Void> commit = Sinks.empty();
        openOrders.admit(7, commit.asMono()).subscribe();
        stored.put(7L, 1L);
        openOrders.run().block();
        commit.tryEmitEmpty();

        assertThat(taken(10, 7)).isEqualTo(2);
    }

    @Test
    void anOrderThatIsBeingTakenHidesNoneOfAnotherInstance() {
        openOrders.admit(7, Mono.never()).subscribe();
        stored.put(7L, 3L);
        openOrders.run().block();

        assertThat(taken(10, 7)).isZero();
    }

    @Test
    void anOrderOfAClientWhoHasGoneAwayCountsUntilItIsCounted() {
        Sinks.Empty<Void> commit = Sinks.empty();
        openOrders.admit(7, commit.asMono()).subscribe().dispose();
        assertThat(commit.currentSubscriberCount()).isOne();
        openOrders.run().block();
        assertThat(taken(10, 7)).isEqualTo(2);

        commit.tryEmitEmpty();
        openOrders.run().block();
        assertThat(taken(10, 7)).isEqualTo(3);
    }

    @Test
    void anOrderThatFailsCountsUntilTheNextCount() {
        Mono<Void> failing = Mono.error(new IllegalStateException("down"));
        StepVerifier.create(openOrders.admit(7, failing)).verifyErrorMessage("down");
        assertThat(taken(10, 7)).isEqualTo(2);

        openOrders.run().block();
        assertThat(taken(10, 7)).isEqualTo(3);
    }

    @Test
    void howeverManyAreTakenAndCountedAtATimeNobodyHasMoreOrLessThanTheLimit() {
        AtomicLong committed = new AtomicLong();
        OpenOrders busy =
                new OpenOrders(
                        () -> Mono.fromSupplier(() -> Map.of(7L, committed.get())),
                        5_000,
                        Duration.ofSeconds(1));
        Mono<Void> taking =
                busy.admit(7, Mono.<Void>fromRunnable(committed::incrementAndGet))
                        .onErrorComplete(TooManyOpenOrders.class);

        Flux.merge(
                        Flux.range(0, 4)
                                .map(
                                        _ ->
                                                taking.repeat(3_000)
                                                        .subscribeOn(Schedulers.boundedElastic())))
                .mergeWith(
                        busy.run()
                                .repeat(3_000)
                                .then(Mono.<Void>empty())
                                .subscribeOn(Schedulers.boundedElastic()))
                .blockLast(Duration.ofMinutes(1));

        assertThat(committed).hasValue(5_000);
    }

    private int taken(int wanted, long user) {
        int taken = 0;
        for (int number = 0; number < wanted; number++) {
            taken += isTaken(user) ? 1 : 0;
        }
        return taken;
    }

    private boolean isTaken(long user) {
        return Boolean.TRUE.equals(
                openOrders
                        .admit(user, Mono.just(true))
                        .onErrorReturn(TooManyOpenOrders.class, false)
                        .block());
    }
}
