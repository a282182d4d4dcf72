package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.InProgress;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Placed;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Reused;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An order is asked for again and again under one key. */
class PlaceOrderOnceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final IdempotencyKey KEY = new IdempotencyKey(7, "k");
    private static final List<OrderItem> ITEMS = List.of(OrderItem.unpriced(123, 4));
    private static final List<OrderItem> OTHER_ITEMS = List.of(OrderItem.unpriced(123, 5));
    private static final KeptAnswer OF_ANOTHER_INSTANCE =
            new KeptAnswer(
                    KEY,
                    Fingerprint.of(ITEMS),
                    new UUID(1, 1),
                    new FirstAnswer(202, Map.of(), "theirs"),
                    NOON);

    private final InMemory world = new InMemory();
    private Mono<Void> gate = Mono.empty();
    private boolean racing;
    private Runnable meanwhile = () -> {};

    /** Waits for the gate, and where there is a race, is undone once and run again. */
    private final Transactions transactions =
            new Transactions() {
                @Override
                public <T> Mono<T> run(Mono<T> work) {
                    return gate.then(Mono.defer(() -> work))
                            .flatMap(done -> racing ? again(work) : Mono.just(done));
                }

                private <T> Mono<T> again(Mono<T> work) {
                    world.orders.clear();
                    world.answers.clear();
                    meanwhile.run();
                    return work;
                }
            };

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final PlaceOrderOnce once =
            new PlaceOrderOnce(
                    new PlaceOrder(
                            world.orderPort,
                            world.sagaPort,
                            world.timelinePort,
                            world.outboxPort,
                            transactions,
                            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                            new Admission(clock, RandomGenerator.getDefault()),
                            InMemory.anyNumber(),
                            clock),
                    world.answerPort,
                    clock);

    @Test
    void aNewKeyPlacesAnOrderAndItsAnswerIsKept() {
        Placed placed = (Placed) ask(KEY, ITEMS);

        assertThat(placed.replayed()).isFalse();
        assertThat(world.orders).containsOnlyKeys(placed.orderId());
        assertThat(world.answers.get(KEY))
                .isEqualTo(
                        new KeptAnswer(
                                KEY,
                                Fingerprint.of(ITEMS),
                                placed.orderId(),
                                placed.answer(),
                                NOON));
    }

    @Test
    void theSameAgainGetsTheFirstAnswerThoughTheOrderHasGoneOn() {
        Placed first = (Placed) ask(KEY, ITEMS);
        Order order = world.orders.get(first.orderId());
        world.orders.put(first.orderId(), order.cancel(NOON));

        assertThat(ask(KEY, ITEMS)).isEqualTo(new Placed(first.orderId(), first.answer(), true));
        assertThat(world.orders).hasSize(1);
    }

    @Test
    void somethingElseUnderTheSameKeyIsRefused() {
        ask(KEY, ITEMS);

        assertThat(ask(KEY, OTHER_ITEMS)).isInstanceOf(Reused.class);
        assertThat(world.orders).hasSize(1);
    }

    @Test
    void anotherUsersKeyIsAnotherKey() {
        ask(KEY, ITEMS);
        IdempotencyKey others = new IdempotencyKey(8, KEY.value());

        assertThat(((Placed) ask(others, OTHER_ITEMS)).replayed()).isFalse();
        assertThat(world.orders).hasSize(2);
    }

    @Test
    void whatAnotherInstanceIsAboutToUseIsInProgress() {
        world.aboutToBeUsed.add(KEY);

        assertThat(ask(KEY, ITEMS)).isInstanceOf(InProgress.class);
        assertThat(world.orders).isEmpty();

        world.aboutToBeUsed.clear();
        assertThat(ask(KEY, ITEMS)).isInstanceOf(Placed.class);
    }

    @Test
    void whoLosesTheRaceAgainstAnotherInstanceGetsItsAnswer() {
        racing = true;
        meanwhile = () -> world.answers.put(KEY, OF_ANOTHER_INSTANCE);

        assertThat(ask(KEY, ITEMS))
                .isEqualTo(
                        new Placed(
                                OF_ANOTHER_INSTANCE.orderId(), OF_ANOTHER_INSTANCE.answer(), true));
        assertThat(world.orders).isEmpty();
    }

    @Test
    void whoLosesTheRaceWithSomethingElseIsRefused() {
        racing = true;
        meanwhile = () -> world.answers.put(KEY, OF_ANOTHER_INSTANCE);

        assertThat(ask(KEY, OTHER_ITEMS)).isInstanceOf(Reused.class);
        assertThat(world.orders).isEmpty();
    }

    @Test
    void whoFindsTheRaceUndecidedDoesNotWaitForIt() {
        racing = true;
        meanwhile = () -> world.aboutToBeUsed.add(KEY);

        assertThat(ask(KEY, ITEMS)).isInstanceOf(InProgress.class);
        assertThat(world.orders).isEmpty();
    }

    @Test
    void whatIsRunAgainForAnotherReasonPlacesOneOrder() {
        racing = true;

        assertThat(((Placed) ask(KEY, ITEMS)).replayed()).isFalse();
        assertThat(world.orders).hasSize(1);
    }

    @Test
    void aFailureDoesNotUseTheKeyUp() {
        world.outboxIsDown = true;
        assertThatThrownBy(() -> ask(KEY, ITEMS)).hasMessage("the outbox is down");
        assertThat(world.answers).isEmpty();
        world.orders.clear();

        world.outboxIsDown = false;
        assertThat(((Placed) ask(KEY, OTHER_ITEMS)).replayed()).isFalse();
    }

    @Test
    void whileTheFirstRunsOthersAreInProgressEvenIfItsClientHasGone() {
        Sinks.Empty<Void> open = Sinks.empty();
        gate = open.asMono();
        Disposable client = once.handle(KEY, ITEMS, PlaceOrderOnceTest::answer).subscribe();
        assertThat(ask(KEY, ITEMS)).isInstanceOf(InProgress.class);
        client.dispose();
        assertThat(ask(KEY, OTHER_ITEMS)).isInstanceOf(InProgress.class);

        open.tryEmitEmpty();

        assertThat(((Placed) ask(KEY, ITEMS)).replayed()).isTrue();
        assertThat(world.orders).hasSize(1);
    }

    @Test
    void answersAreForgottenInBatchesWhenTheyWereKeptLongEnough() {
        for (int number = 0; number < 501; number++) {
            ask(new IdempotencyKey(7, "old-" + number), ITEMS);
        }
        Clock later = Clock.offset(clock, Duration.ofHours(24));
        ForgetAnswers inTime = forget(later);
        assertThat(inTime.run().block()).isFalse();
        assertThat(world.answers).hasSize(501);

        ForgetAnswers late = forget(Clock.offset(later, Duration.ofMillis(1)));
        assertThat(late.run().block()).isTrue();
        assertThat(world.answers).hasSize(1);
        assertThat(late.run().block()).isFalse();
        assertThat(world.answers).isEmpty();
    }

    private ForgetAnswers forget(Clock clock) {
        return new ForgetAnswers(
                world.answerPort, Duration.ofHours(24), Duration.ofMinutes(1), clock);
    }

    private Outcome ask(IdempotencyKey key, List<OrderItem> items) {
        return once.handle(key, items, PlaceOrderOnceTest::answer).block(LONG);
    }

    private static FirstAnswer answer(Order order) {
        return new FirstAnswer(202, Map.of("Location", "/" + order.orderId()), "" + order);
    }
}
