package dev.ordersaga.kitchen.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.store.CountMismatch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TablesIT extends RunningKitchen {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    @Autowired private DatabaseClient db;

    @Test
    void aTicketIsReadAsItWasSaved() {
        Ticket ticket =
                new Ticket(
                        Ids.timeOrdered(),
                        TicketStatus.PENDING,
                        List.of(
                                new TicketItem(
                                        (1L << 53) - 1,
                                        "김치찌개 \"🍲\"",
                                        3,
                                        new Money(1_000_000_000_000L, "KRW")),
                                new TicketItem(1, "Rice", 1, new Money(1, "KRW"))),
                        NOON,
                        NOON.plusSeconds(1));
        Ticket tombstone = Ticket.tombstone(Ids.timeOrdered(), NOON);
        have(ticket, tombstone);

        assertThat(result(tickets.read(ticket.orderId()))).isEqualTo(ticket);
        assertThat(result(tickets.read(tombstone.orderId()))).isEqualTo(tombstone);
        assertThat(result(transactions.run(tickets.find(ticket.orderId())))).isEqualTo(ticket);
    }

    @Test
    void theNewestTicketsComeFirst() {
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        Ticket older = Ticket.tombstone(UUID.randomUUID(), future);
        Ticket newer = started(future.plusSeconds(1));
        Ticket newest = Ticket.tombstone(UUID.randomUUID(), future.plusSeconds(2));
        have(older);
        have(newer);
        have(newest);

        StepVerifier.create(tickets.newest(null, 3))
                .expectNext(newest, newer, older)
                .verifyComplete();
        StepVerifier.create(tickets.newest(TicketStatus.REJECTED, 2))
                .expectNext(newest, older)
                .verifyComplete();
    }

    @Test
    void manyWhoTakePortionsAtTheSameTimeTakeAsManyAsThereAre() {
        long productId = product(50);

        assertThat(successes(transactions.run(take(productId)))).isEqualTo(50);
        assertThat(portionsLeft(productId)).isZero();
    }

    @Test
    void aChangeOfTheMenuSetsThePortions() {
        long productId = product(3);

        result(transactions.run(take(productId)));
        offer(productId, 10, false);

        assertThat(result(menu.all().filter(item -> item.productId() == productId).single()))
                .isEqualTo(new MenuItem(productId, "Bibimbap", new Money(9_000, "KRW"), 10, false));
    }

    @Test
    void portionsThatWereTakenPastTheLockAreNotTakenAgain() {
        long productId = product(3);
        Mono<Void> past =
                db.sql("UPDATE menu_item SET portions = 0 WHERE product_id = " + productId).then();
        Mono<Boolean> work =
                menu.items(List.of(productId)).flatMap(_ -> past).then(take(productId));

        StepVerifier.create(transactions.run(work)).verifyError(CountMismatch.class);
        assertThat(portionsLeft(productId)).isEqualTo(3);
    }

    @Test
    void manyWhoQueueAtTheSameTimeTakeAsManyPlacesAsThereAre() {
        openWithFreePlaces(50);
        int before = waiting();

        assertThat(successes(transactions.run(takePlace()))).isEqualTo(50);
        assertThat(waiting()).isEqualTo(before + 50);
    }

    @Test
    void aChangeOfTheKitchenLeavesThePlacesAlone() {
        openWithFreePlaces(2);
        int before = waiting();

        result(transactions.run(takePlace()));
        openWithFreePlaces(1);

        assertThat(waiting()).isEqualTo(before + 1);
    }

    @Test
    void theDatabaseItselfRefusesNegativeCounts() {
        long productId = product(1);

        StepVerifier.create(
                        db.sql(
                                        "UPDATE menu_item SET portions = portions - 2"
                                                + " WHERE product_id = "
                                                + productId)
                                .then())
                .verifyErrorSatisfies(
                        error ->
                                assertThat(error).hasStackTraceContaining("portions_not_negative"));
    }

    /** Takes one portion; false where none is left. */
    private Mono<Boolean> take(long productId) {
        return menu.items(List.of(productId))
                .mapNotNull(items -> items.get(productId).take(1).orElse(null))
                .flatMap(item -> menu.save(item).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private static long successes(Mono<Boolean> attempt) {
        return result(atOnce(Flux.range(0, 200).map(_ -> attempt)).filter(done -> done).count());
    }

    private static Ticket started(Instant at) {
        return new Ticket(
                UUID.randomUUID(),
                TicketStatus.STARTED,
                List.of(new TicketItem(1, "Rice", 1, new Money(1, "KRW"))),
                at,
                at);
    }
}
