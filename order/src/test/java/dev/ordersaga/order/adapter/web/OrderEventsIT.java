package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.AdvanceSaga;
import dev.ordersaga.order.application.CancelOrder;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.web.testing.EventStream;
import dev.ordersaga.web.testing.EventStream.Event;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of orders, over real connections. */
@TestPropertySource(
        properties = {"saga.streams.heartbeat=300ms", "order.limits.streams-per-user=3"})
class OrderEventsIT extends RunningOrderService {

    private static final int STEPS = 10;

    /** Another in each test: the places of streams that were left are free a moment later. */
    private final long kim = Ids.number();

    @LocalServerPort private int port;
    @Autowired private PlaceOrder placeOrder;
    @Autowired private CancelOrder cancelOrder;
    @Autowired private AdvanceSaga advanceSaga;
    @Autowired private Sagas sagas;
    @Autowired private Timeline timeline;
    @Autowired private Transactions transactions;

    @Test
    void eachStepIsToldOnceInItsOrderWhileItHappensAndThenTheStatus() {
        UUID orderId = place();
        try (EventStream stream = open(orderId, "")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
            List<Event> events = new ArrayList<>(stream.until(event -> event.id().equals("2-0")));
            answer(orderId, new UserVerified(kim, "Kim"));
            events.addAll(stream.until(event -> event.id().equals("4-0")));
            approve(orderId);
            events.addAll(stream.rest());

            assertThat(events).hasSize(STEPS + 1);
            assertThat(steps(events)).isEqualTo(entries(orderId));
            assertThat(events.getLast().name()).isEqualTo("status");
            assertThat(events.getLast().id()).isEqualTo("10-0-end");
            assertThat(json(events.getLast()).path("status").asString()).isEqualTo("APPROVED");
        }
    }

    @Test
    void aRejectedOrderTellsWhy() {
        UUID orderId = place();
        answer(orderId, new UserRefused(kim, UserRefusal.USER_ABNORMAL));

        Event last = all(orderId, "").getLast();

        assertThat(json(last).path("status").asString()).isEqualTo("REJECTED");
        assertThat(json(last).path("rejectReason").asString()).isEqualTo("USER_ABNORMAL");
    }

    @Test
    void whoeverComesBackIsToldTheRestFromEachEvent() {
        UUID orderId = placeAndApprove();
        cancel(orderId);
        List<Event> all = all(orderId, "");
        assertThat(all).hasSize(STEPS + 7);

        for (int seen = 1; seen < all.size(); seen++) {
            assertThat(all(orderId, all.get(seen - 1).id()))
                    .isEqualTo(all.subList(seen, all.size()));
        }
    }

    @Test
    void whoeverComesBackInTheMiddleIsToldWhatHappensThen() {
        UUID orderId = place();
        String last;
        try (EventStream stream = open(orderId, "")) {
            last = stream.next().orElseThrow().id();
        }
        answer(orderId, new UserVerified(kim, "Kim"));
        try (EventStream stream = open(orderId, last)) {
            assertThat(stream.until(event -> event.id().equals("4-0"))).hasSize(3);
            approve(orderId);
            assertThat(stream.rest()).hasSize(7);
        }
    }

    @Test
    void whoHasSeenTheEndOfAnOrderIsToldWhenItIsCancelledAfterAll() {
        UUID orderId = placeAndApprove();
        String end = all(orderId, "").getLast().id();
        try (EventStream stream = open(orderId, end)) {
            assertThat(stream.status()).isEqualTo(204);
            assertThat(stream.body()).isEmpty();
        }
        cancelOrder.handle(orderId).block();

        try (EventStream stream = open(orderId, end)) {
            assertThat(stream.next().orElseThrow().id()).isEqualTo("10-1");
            answer(orderId, new TicketCancelled(orderId));
            answer(orderId, new PaymentRefunded(orderId));
            assertThat(json(stream.rest().getLast()).path("status").asString())
                    .isEqualTo("CANCELLED");
        }
    }

    @Test
    void aSilentStreamSaysThatItIsStillThere() {
        try (EventStream stream = open(place(), "2-0")) {
            assertThat(stream.status()).isEqualTo(200);
            stream.awaitComment();
            stream.awaitComment();
            assertThat(stream.comments()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "3-0", "0-1", "999999999-0", "-1-0"})
    void anIdThatWasNotGivenIsRefused(String id) {
        try (EventStream stream = open(place(), id)) {
            assertThat(stream.status()).isEqualTo(400);
            assertThat(stream.header("Content-Type")).contains("application/problem+json");
            assertThat(stream.body()).contains("urn:order-saga:problem:invalid-request");
        }
    }

    @Test
    void somebodyElsesOrderIsNotThereButForOperators() {
        UUID orderId = placeAndApprove();
        for (UUID unseen : List.of(orderId, UUID.randomUUID())) {
            try (EventStream stream = open(unseen, bearer(8, "CUSTOMER"), "")) {
                assertThat(stream.status()).isEqualTo(404);
                assertThat(stream.body()).contains("urn:order-saga:problem:not-found");
            }
        }
        try (EventStream stream = open(orderId, "", "")) {
            assertThat(stream.status()).isEqualTo(401);
        }
        try (EventStream stream = open(orderId, bearer(9, "OPERATOR"), "")) {
            assertThat(stream.rest()).hasSize(STEPS + 1);
        }
    }

    @Test
    void aUserHasSoManyStreamsAndOneThatGoesAwayMakesPlaceAtOnce() {
        UUID orderId = place();
        List<EventStream> open = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            open.add(open(orderId, ""));
        }
        try (EventStream stream = open(orderId, "")) {
            assertThat(stream.status()).isEqualTo(429);
            assertThat(stream.header("Retry-After")).contains("2");
            assertThat(stream.body()).contains("urn:order-saga:problem:too-many-streams");
        }
        open.removeFirst().close();
        Awaitility.await("a place is free")
                .until(
                        () -> {
                            open.add(open(orderId, ""));
                            return open.getLast().status() == 200;
                        });
        open.forEach(EventStream::close);
    }

    private UUID place() {
        return Objects.requireNonNull(
                        placeOrder.handle(kim, List.of(OrderItem.unpriced(123, 4))).block())
                .orderId();
    }

    private UUID placeAndApprove() {
        UUID orderId = place();
        answer(orderId, new UserVerified(kim, "Kim"));
        approve(orderId);
        return orderId;
    }

    private void approve(UUID orderId) {
        Money price = new Money(9_000, "KRW");
        answer(orderId, new TicketCreated(orderId, List.of(new PricedItem(123, 4, price)), price));
        answer(orderId, new Paid(orderId, UUID.randomUUID()));
        answer(orderId, new TicketApproved(orderId));
    }

    private void cancel(UUID orderId) {
        cancelOrder.handle(orderId).block();
        answer(orderId, new TicketCancelled(orderId));
        answer(orderId, new PaymentRefunded(orderId));
    }

    /** Answers the command that the order's last saga awaits. */
    private void answer(UUID orderId, OrderSagaReply reply) {
        OrderSaga saga = sagas.ofOrder(orderId).map(RunningSaga::saga).blockLast();
        String id = Objects.requireNonNull(saga).commandId();
        Incoming<OrderSagaReply> answer =
                new Incoming<>(saga.target(), saga.txId(), id + ":reply", id, reply);
        transactions.run(advanceSaga.onReply(answer).thenReturn(true)).block();
    }

    private List<Event> all(UUID orderId, String lastEventId) {
        try (EventStream stream = open(orderId, lastEventId)) {
            return stream.rest();
        }
    }

    private EventStream open(UUID orderId, String lastEventId) {
        return open(orderId, bearer(kim, "CUSTOMER"), lastEventId);
    }

    private EventStream open(UUID orderId, String authorization, String lastEventId) {
        return EventStream.open(
                URI.create("http://127.0.0.1:" + port + "/orders/" + orderId + "/events"),
                authorization,
                lastEventId);
    }

    private static String bearer(long userId, String role) {
        return TestIssuer.get().bearer(userId, role);
    }

    private static List<String> steps(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("step"))
                .map(OrderEventsIT::json)
                .map(step -> step.path("number").asInt() + " " + step.path("outcome").asString())
                .toList();
    }

    private List<String> entries(UUID orderId) {
        return sagas.ofOrder(orderId)
                .concatMap(running -> timeline.of(running.saga().txId()))
                .map(entry -> entry.number() + " " + entry.outcome())
                .collectList()
                .block();
    }

    private static JsonNode json(Event event) {
        return JsonMapper.shared().readTree(event.data());
    }
}
