package dev.ordersaga.kitchen.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.adapter.messaging.KitchenCommandListener;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Incoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many transactions at the same time, as from many instances. */
class RushHourIT extends RunningKitchen {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Autowired private CreateTicket createTicket;
    @Autowired private ApproveTicket approveTicket;
    @Autowired private RejectTicket rejectTicket;
    @Autowired private CancelTicket cancelTicket;
    @Autowired private CookTicket cookTicket;
    @Autowired private KitchenCommandListener listener;

    @Test
    void asManyTicketsAreApprovedAsThereArePortions() {
        openWithFreePlaces(0);
        long plenty = product(1_000);
        long few = product(50);
        List<Ticket> pending = IntStream.range(0, 200).mapToObj(_ -> pending(plenty, few)).toList();
        have(pending.toArray(Ticket[]::new));

        List<KitchenReply> replies =
                handled(pending.stream().map(ticket -> approve(ticket.orderId())));

        assertThat(replies).filteredOn(TicketApproved.class::isInstance).hasSize(50);
        assertThat(replies)
                .filteredOn(
                        reply ->
                                reply instanceof TicketApprovalRefused(var _, var reason)
                                        && reason == ApprovalRefusal.PORTIONS_SHORT)
                .hasSize(150);
        assertThat(portionsLeft(few)).isZero();
        assertThat(portionsLeft(plenty)).isEqualTo(950);
    }

    @Test
    void asManyTicketsAreCreatedAsThereArePlaces() {
        openWithFreePlaces(20);
        int before = waiting();
        long productId = product(1);

        List<KitchenReply> replies =
                handled(Stream.generate(() -> create(Ids.timeOrdered(), productId)).limit(100));

        assertThat(replies).filteredOn(TicketCreated.class::isInstance).hasSize(20);
        assertThat(replies)
                .filteredOn(
                        reply ->
                                reply instanceof TicketRefused(var _, var reason)
                                        && reason == TicketRefusal.FULL_WAITING)
                .hasSize(80);
        assertThat(waiting()).isEqualTo(before + 20);
    }

    @Test
    void oneOrderHasOneTicketAndOnePlaceHoweverOftenItIsAskedFor() {
        openWithFreePlaces(50);
        int before = waiting();
        long productId = product(1);
        UUID orderId = Ids.timeOrdered();

        List<KitchenReply> replies =
                handled(Stream.generate(() -> create(orderId, productId)).limit(50));

        assertThat(replies).hasSize(50).containsOnly(replies.getFirst());
        assertThat(replies.getFirst()).isInstanceOf(TicketCreated.class);
        assertThat(waiting()).isEqualTo(before + 1);
    }

    @Test
    void whereApprovalAndRejectionRaceBothAgreeOnWhoHasWon() {
        openWithFreePlaces(50);
        int before = waiting();
        long productId = product(50);
        List<UUID> orders = Stream.generate(Ids::timeOrdered).limit(50).toList();
        handled(orders.stream().map(orderId -> create(orderId, productId)));

        List<KitchenReply> replies =
                handled(
                        orders.stream()
                                .flatMap(orderId -> Stream.of(approve(orderId), reject(orderId))));

        long approved = replies.stream().filter(TicketApproved.class::isInstance).count();
        long rejected = replies.stream().filter(TicketRejected.class::isInstance).count();
        assertThat(approved + rejected).isEqualTo(50);
        assertThat(replies)
                .filteredOn(TicketAlreadyApproved.class::isInstance)
                .hasSize(Math.toIntExact(approved));
        assertThat(portionsLeft(productId)).isEqualTo(50 - approved);
        assertThat(waiting()).isEqualTo(before + approved);
    }

    @Test
    void whereTheCookAndTheCustomerRaceOnlyOneOfThemWins() {
        openWithFreePlaces(50);
        int before = waiting();
        long productId = product(50);
        List<UUID> orders = Stream.generate(Ids::timeOrdered).limit(50).toList();
        handled(orders.stream().map(orderId -> create(orderId, productId)));
        handled(orders.stream().map(this::approve));

        List<Object> outcomes =
                result(
                        atOnce(
                                        Flux.fromIterable(orders)
                                                .concatMapIterable(
                                                        orderId ->
                                                                List.of(
                                                                        start(orderId),
                                                                        cancel(orderId))))
                                .collectList());

        long started = outcomes.stream().filter(Transition.Made.class::isInstance).count();
        long cancelled = outcomes.stream().filter(TicketCancelled.class::isInstance).count();
        assertThat(started + cancelled).isEqualTo(50);
        assertThat(outcomes)
                .filteredOn(TicketCancellationRefused.class::isInstance)
                .hasSize(Math.toIntExact(started));
        assertThat(portionsLeft(productId)).isEqualTo(cancelled);
        assertThat(waiting()).isEqualTo(before);
    }

    @Test
    void whereCreationAndRejectionRaceNoPlaceIsLeftTaken() {
        openWithFreePlaces(50);
        int before = waiting();
        long productId = product(1);
        List<UUID> orders = Stream.generate(Ids::timeOrdered).limit(50).toList();

        handled(
                orders.stream()
                        .flatMap(
                                orderId -> Stream.of(create(orderId, productId), reject(orderId))));

        assertThat(waiting()).isEqualTo(before);
        assertThat(orders)
                .allSatisfy(
                        orderId ->
                                assertThat(result(tickets.read(orderId)).status())
                                        .isEqualTo(TicketStatus.REJECTED));
    }

    @Test
    void batchesThatWantTheSameRowsInAnyOrderAllSucceed() {
        openWithFreePlaces(1_000);
        int before = waiting();
        long[] products = {product(10_000), product(10_000), product(10_000)};
        List<UUID> orders = Stream.generate(Ids::timeOrdered).limit(40).toList();
        Random random = new Random(1);
        List<List<KitchenCommand>> batches = new ArrayList<>();
        for (int batch = 0; batch < 12; batch++) {
            List<KitchenCommand> commands = new ArrayList<>();
            orders.forEach(
                    orderId ->
                            commands.add(
                                    switch (random.nextInt(8)) {
                                        case 0 -> new KitchenCommand.CancelTicket(orderId);
                                        case 1, 2, 3 -> creation(orderId, products);
                                        default -> new KitchenCommand.ApproveTicket(orderId);
                                    }));
            Collections.shuffle(commands, random);
            batches.add(commands);
        }

        List<Long> handled =
                result(atOnce(Flux.fromIterable(batches).map(this::together)).collectList());

        assertThat(handled).containsOnly(40L).hasSize(12);
        List<TicketStatus> statuses =
                orders.stream().map(id -> result(tickets.read(id)).status()).toList();
        int approved = Collections.frequency(statuses, TicketStatus.APPROVED);
        int pending = Collections.frequency(statuses, TicketStatus.PENDING);
        assertThat(waiting()).isEqualTo(before + approved + pending);
        assertThat(portionsLeft(products[0])).isEqualTo(10_000 - approved);
    }

    private Mono<Long> together(List<KitchenCommand> commands) {
        List<Incoming<KitchenCommand>> batch =
                commands.stream()
                        .map(
                                command ->
                                        new Incoming<>(
                                                Target.ORDER_CREATION,
                                                UUID.randomUUID(),
                                                "id",
                                                "id",
                                                command))
                        .toList();
        return transactions.run(
                listener.prefetch(batch)
                        .thenMany(Flux.fromIterable(batch).concatMap(listener::handle))
                        .count());
    }

    private List<KitchenReply> handled(Stream<Mono<KitchenReply>> work) {
        return result(
                atOnce(Flux.fromIterable(work.map(transactions::run).toList())).collectList());
    }

    private Mono<KitchenReply> create(UUID orderId, long productId) {
        return createTicket.handle(creation(orderId, productId));
    }

    private Mono<KitchenReply> approve(UUID orderId) {
        return approveTicket.handle(new KitchenCommand.ApproveTicket(orderId));
    }

    private Mono<KitchenReply> reject(UUID orderId) {
        return rejectTicket.handle(new KitchenCommand.RejectTicket(orderId));
    }

    private Mono<Object> cancel(UUID orderId) {
        return transactions.run(
                cancelTicket.handle(new KitchenCommand.CancelTicket(orderId)).cast(Object.class));
    }

    private Mono<Object> start(UUID orderId) {
        return cookTicket.start(orderId).cast(Object.class);
    }

    private static KitchenCommand.CreateTicket creation(UUID orderId, long... products) {
        return new KitchenCommand.CreateTicket(
                orderId,
                Arrays.stream(products)
                        .mapToObj(productId -> new KitchenCommand.ProductItem(productId, 1))
                        .toList());
    }

    private static Ticket pending(long... products) {
        List<TicketItem> items =
                Arrays.stream(products)
                        .mapToObj(
                                productId ->
                                        new TicketItem(
                                                productId, "Dish", 1, new Money(9_000, "KRW")))
                        .toList();
        return Ticket.create(Ids.timeOrdered(), items, NOON);
    }
}
