package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import dev.ordersaga.order.saga.CancelOrderSaga;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Nobody answers: every order ends by its deadlines, and each is chased by one instance at a time.
 */
class ChaseLateSagasIT extends RunningOrderService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired private PlaceOrder placeOrder;
    @Autowired private AdvanceSaga advanceSaga;
    @Autowired private Orders orders;
    @Autowired private Sagas sagas;
    @Autowired private Timeline timeline;
    @Autowired private Transactions transactions;

    @DynamicPropertySource
    static void impatience(DynamicPropertyRegistry registry) {
        registry.add("spring.r2dbc.url", () -> own().get("spring.r2dbc.url"));
        registry.add("spring.flyway.url", () -> own().get("spring.flyway.url"));
        registry.add("order.answer-deadline.first", () -> "50ms");
        registry.add("order.answer-deadline.longest", () -> "100ms");
        registry.add("order.answer-deadline.look-every", () -> "20ms");
    }

    private static final String SCHEMA = TestServers.get().newSchema();

    /** A schema of its own: another instance would chase its sagas, more patiently. */
    private static java.util.Map<String, Object> own() {
        return TestServers.get().properties(VIRTUAL_HOST, SCHEMA);
    }

    @Test
    void anOrderThatNobodyAnswersEndsRejected() {
        Order placed = place();
        Order ended = awaitEnd(placed.orderId());
        assertThat(ended.rejectReason()).isEqualTo(RejectReason.STEP_FAILED);
        assertThat(outcomes(placed.txId()))
                .containsExactly(
                        "PENDING",
                        "VerifyUser",
                        "TIMEOUT",
                        "VerifyUser",
                        "TIMEOUT",
                        "VerifyUser",
                        "TIMEOUT",
                        "REJECTED");
    }

    @Test
    void aCancellationThatNobodyAnswersIsAskedForAgainAndAgain() {
        UUID txId = Ids.timeOrdered();
        Order approved =
                Order.place(Ids.timeOrdered(), txId, 1, List.of(), Instant.EPOCH)
                        .approve(Instant.EPOCH)
                        .requestCancel(Instant.EPOCH);
        CancelOrderSaga saga = CancelOrderSaga.start(txId, approved.orderId());
        RunningSaga late = new RunningSaga(saga, 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        transactions
                .run(orders.add(approved).then(sagas.add(late)).thenReturn(true))
                .block(PATIENCE);

        Awaitility.await("it is stuck, and goes on")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            List<String> outcomes = outcomes(txId);
                            assertThat(outcomes).contains("COMPENSATION_STUCK");
                            assertThat(outcomes)
                                    .filteredOn("CancelTicket"::equals)
                                    .hasSizeGreaterThan(6);
                        });
        assertThat(orders.read(approved.orderId()).block(PATIENCE).status())
                .isEqualTo(OrderStatus.CANCEL_PENDING);
    }

    @Test
    void manyInstancesChaseEachSagaOnceAtATime() {
        List<Order> placed =
                Objects.requireNonNull(
                        Flux.range(0, 60)
                                .flatMap(
                                        _ ->
                                                placeOrder.handle(
                                                        1, List.of(OrderItem.unpriced(123, 1))),
                                        8)
                                .collectList()
                                .block(PATIENCE));
        ChaseLateSagas another =
                new ChaseLateSagas(
                        sagas::late,
                        advanceSaga::onTimeout,
                        transactions,
                        PATIENCE,
                        Clock.systemUTC());
        Flux.range(0, 100).flatMap(_ -> another.run(), 4).blockLast(PATIENCE);
        placed.forEach(
                order -> {
                    awaitEnd(order.orderId());
                    assertThat(outcomes(order.txId())).filteredOn("TIMEOUT"::equals).hasSize(3);
                });
    }

    private Order place() {
        return Objects.requireNonNull(
                placeOrder.handle(1, List.of(OrderItem.unpriced(123, 4))).block(PATIENCE));
    }

    private Order awaitEnd(UUID orderId) {
        return Awaitility.await("the order ends")
                .atMost(PATIENCE)
                .until(
                        () -> orders.read(orderId).block(PATIENCE),
                        order -> order.status() != OrderStatus.PENDING);
    }

    private List<String> outcomes(UUID txId) {
        return Mono.from(timeline.of(txId).map(TimelineEntry::outcome).collectList())
                .block(PATIENCE);
    }
}
