package dev.ordersaga.kitchen.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.application.ApproveTicket;
import dev.ordersaga.kitchen.application.CreateTicket;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.web.testing.EventStream;
import dev.ordersaga.web.testing.EventStream.Event;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

/** The kitchen's feed, over real connections. */
@TestPropertySource(
        properties = {"saga.streams.heartbeat=300ms", "kitchen.limits.streams-per-user=2"})
class TicketEventsIT extends RunningKitchen {

    /** Another in each test: the places of streams that were left are free a moment later. */
    private final long cook = Ids.number();

    @LocalServerPort private int port;
    @Autowired private CreateTicket createTicket;
    @Autowired private ApproveTicket approveTicket;

    @Test
    void whoBeginsIsToldWhereThatIsAndThenEveryNewTicketOnceInItsOrder() {
        created();
        try (EventStream stream = open("")) {
            Event open = stream.next().orElseThrow();
            assertThat(open.name()).isEqualTo("open");
            assertThat(json(open).path("latest").asString()).isEqualTo(open.id());

            UUID first = created();
            Event event = stream.next().orElseThrow();
            assertThat(event.name()).isEqualTo("ticket");
            assertThat(order(event)).isEqualTo(first);
            assertThat(json(event).path("status").asString()).isEqualTo("PENDING");
            assertThat(json(event).path("totalPrice").asInt()).isEqualTo(18_000);

            approve(first);
            UUID second = created();
            assertThat(order(stream.next().orElseThrow())).isEqualTo(second);
        }
    }

    @Test
    void whoeverComesBackIsToldTheRestFromEachEvent() {
        List<Event> all;
        UUID last;
        try (EventStream stream = open("")) {
            all = new ArrayList<>(List.of(stream.next().orElseThrow()));
            created();
            created();
            last = created();
            all.addAll(stream.until(event -> order(event).equals(last)));
        }
        assertThat(all).hasSize(4);
        for (int seen = 1; seen < all.size(); seen++) {
            try (EventStream stream = open(all.get(seen - 1).id())) {
                assertThat(stream.until(event -> order(event).equals(last)))
                        .isEqualTo(all.subList(seen, all.size()));
            }
        }
    }

    @Test
    void theBeginningIsBeforeTheFirst() {
        UUID orderId = created();
        try (EventStream stream = open("0")) {
            List<Event> events = stream.until(event -> order(event).equals(orderId));
            assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
            assertThat(events).extracting(event -> Long.parseLong(event.id())).isSorted();
        }
    }

    @Test
    void aSilentStreamSaysThatItIsStillThere() {
        try (EventStream stream = open("")) {
            stream.next();
            stream.awaitComment();
            stream.awaitComment();
            assertThat(stream.comments()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "999999999999999999", "9999999999999999999999"})
    void anIdThatWasNotGivenIsRefused(String id) {
        try (EventStream stream = open(id)) {
            assertThat(stream.status()).isEqualTo(400);
            assertThat(stream.body()).contains("urn:order-saga:problem:invalid-request");
        }
    }

    @Test
    void customersAreNotTold() {
        try (EventStream stream = open(TestIssuer.get().bearer(7, "CUSTOMER"), "")) {
            assertThat(stream.status()).isEqualTo(403);
        }
        try (EventStream stream = open(TestIssuer.get().bearer(7, "OPERATOR"), "")) {
            assertThat(stream.status()).isEqualTo(200);
        }
        try (EventStream stream = open("", "")) {
            assertThat(stream.status()).isEqualTo(401);
        }
    }

    @Test
    void aUserHasSoManyStreamsAndOneThatGoesAwayMakesPlace() {
        EventStream first = open("");
        EventStream second = open("");
        try (EventStream stream = open("")) {
            assertThat(stream.status()).isEqualTo(429);
            assertThat(stream.body()).contains("urn:order-saga:problem:too-many-streams");
        }
        first.close();
        Awaitility.await("a place is free")
                .until(
                        () -> {
                            try (EventStream stream = open("")) {
                                return stream.status() == 200;
                            }
                        });
        second.close();
    }

    private UUID created() {
        openWithFreePlaces(1);
        UUID orderId = Ids.timeOrdered();
        List<ProductItem> wanted = List.of(new ProductItem(product(9), 2));
        result(
                transactions.run(
                        createTicket.handle(new KitchenCommand.CreateTicket(orderId, wanted))));
        return orderId;
    }

    private void approve(UUID orderId) {
        result(transactions.run(approveTicket.handle(new KitchenCommand.ApproveTicket(orderId))));
    }

    private EventStream open(String lastEventId) {
        return open(TestIssuer.get().bearer(cook, "KITCHEN"), lastEventId);
    }

    private EventStream open(String authorization, String lastEventId) {
        return EventStream.open(
                URI.create("http://127.0.0.1:" + port + "/tickets/events"),
                authorization,
                lastEventId);
    }

    private static UUID order(Event event) {
        return UUID.fromString(json(event).path("orderId").asString());
    }

    private static JsonNode json(Event event) {
        return JsonMapper.shared().readTree(event.data());
    }
}
