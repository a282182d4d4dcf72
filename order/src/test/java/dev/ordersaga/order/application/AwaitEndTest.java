package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Clients wait for orders to end. */
class AwaitEndTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UUID ID = new UUID(1, 1);
    private static final Order ENDED = order(ID).reject(RejectReason.USER_UNKNOWN, NOON);

    private final List<Order> ended = new ArrayList<>();
    private final List<Integer> questions = new ArrayList<>();
    private final AwaitEnd awaitEnd =
            new AwaitEnd(
                    ids -> {
                        questions.add(ids.size());
                        return Flux.fromIterable(ended)
                                .filter(order -> ids.contains(order.orderId()));
                    },
                    500,
                    Duration.ofMillis(100));

    private static Order order(UUID id) {
        return Order.place(id, id, 7, List.of(OrderItem.unpriced(1, 1)), NOON);
    }

    @Test
    void allWhoWaitAreToldWhenTheOrderHasEnded() {
        List<Order> told = new ArrayList<>();
        awaitEnd.of(ID, LONG).subscribe(told::add);
        awaitEnd.of(ID, LONG).subscribe(told::add);
        awaitEnd.of(new UUID(2, 2), LONG).subscribe(told::add);
        assertThat(awaitEnd.run().block()).isFalse();
        assertThat(told).isEmpty();

        ended.add(ENDED);
        awaitEnd.run().block();

        assertThat(told).containsExactly(ENDED, ENDED);
        assertThat(awaitEnd.waiters()).isOne();
        assertThat(questions).containsExactly(2, 2);
    }

    @Test
    void nothingIsAskedWhileNobodyWaits() {
        assertThat(awaitEnd.run().block()).isFalse();
        assertThat(questions).isEmpty();
    }

    @Test
    void whoWaitsLongEnoughIsToldNothing() {
        StepVerifier.withVirtualTime(() -> awaitEnd.of(ID, LONG))
                .expectSubscription()
                .expectNoEvent(LONG.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();
        assertThat(awaitEnd.waiters()).isZero();
    }

    @Test
    void whoGoesAwayDoesNotWaitAnyLonger() {
        Disposable client = awaitEnd.of(ID, LONG).subscribe();
        assertThat(awaitEnd.waiters()).isOne();

        client.dispose();

        assertThat(awaitEnd.waiters()).isZero();
        awaitEnd.run().block();
        assertThat(questions).isEmpty();
    }

    @Test
    void manyAreAskedForAtOnceAndMoreMayNotWait() {
        for (int number = 0; number < 500; number++) {
            awaitEnd.of(new UUID(3, number), LONG).subscribe();
        }
        assertThat(awaitEnd.of(ID, LONG).blockOptional()).isEmpty();

        awaitEnd.run().block();

        assertThat(questions).containsExactly(200, 200, 100);
    }

    @Test
    void aQuestionThatFailsLeavesTheOthersWaiting() {
        AwaitEnd failing =
                new AwaitEnd(
                        _ -> Flux.error(new IllegalStateException("down")),
                        1,
                        Duration.ofMillis(1));
        failing.of(ID, LONG).subscribe();

        StepVerifier.create(failing.run()).verifyErrorMessage("down");

        assertThat(failing.waiters()).isOne();
    }

    @Test
    void whenTheServiceStopsNobodyWaits() {
        Mono<Order> waiting = awaitEnd.of(ID, LONG).cache();
        waiting.subscribe();

        awaitEnd.close();

        assertThat(waiting.blockOptional()).isEmpty();
        assertThat(awaitEnd.of(ID, LONG).blockOptional()).isEmpty();
        assertThat(awaitEnd.waiters()).isZero();
    }
}
