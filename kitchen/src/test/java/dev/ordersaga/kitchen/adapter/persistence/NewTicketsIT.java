package dev.ordersaga.kitchen.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.application.ApproveTicket;
import dev.ordersaga.kitchen.application.CreateTicket;
import dev.ordersaga.kitchen.application.NewTicket;
import dev.ordersaga.kitchen.application.NewTickets;
import dev.ordersaga.kitchen.application.RejectTicket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** New tickets, and that they become visible in the order of their numbers. */
class NewTicketsIT extends RunningKitchen {

    private static final int MANY = 150;

    @Autowired private NewTickets newTickets;
    @Autowired private CreateTicket createTicket;
    @Autowired private ApproveTicket approveTicket;
    @Autowired private RejectTicket rejectTicket;

    @Test
    void aTicketIsNewOnceAndIsShownAsItIsNow() {
        openWithFreePlaces(2);
        long before = result(newTickets.latest());
        UUID first = created();
        UUID second = created();
        long after = result(newTickets.latest());
        result(transactions.run(approveTicket.handle(new KitchenCommand.ApproveTicket(first))));

        assertThat(result(newTickets.after(before)))
                .extracting(found -> found.ticket().orderId(), found -> found.ticket().status())
                .containsExactly(
                        tuple(first, TicketStatus.APPROVED), tuple(second, TicketStatus.PENDING));
        assertThat(result(newTickets.after(after))).isEmpty();
        assertThat(result(newTickets.latest())).isEqualTo(after);
        assertThat(result(newTickets.afterEach(Set.of(before, after)))).containsOnlyKeys(before);
    }

    @Test
    void aTombstoneIsNoNewTicket() {
        long before = result(newTickets.latest());

        result(
                transactions.run(
                        rejectTicket.handle(new KitchenCommand.RejectTicket(Ids.timeOrdered()))));

        assertThat(result(newTickets.latest())).isEqualTo(before);
        assertThat(result(newTickets.after(before))).isEmpty();
    }

    @Test
    void whatFailsIsNotThere() {
        openWithFreePlaces(1);
        long before = result(newTickets.latest());
        Mono<Boolean> work =
                create(product(9), Ids.timeOrdered())
                        .then(Mono.error(new IllegalStateException("no")));

        assertThat(result(transactions.run(work).onErrorReturn(false))).isFalse();

        assertThat(result(newTickets.after(before))).isEmpty();
    }

    /** Many are created and approved, and buried without the kitchen's lock, at the same time. */
    @Test
    void whoHasSeenATicketHasMissedNoneBeforeIt() {
        openWithFreePlaces(MANY);
        List<Long> products = List.of(product(2 * MANY), product(2 * MANY), product(2 * MANY));
        List<UUID> orders = Stream.generate(Ids::timeOrdered).limit(MANY).toList();
        long before = result(newTickets.latest());
        CompletableFuture<Long> creating =
                atOnce(
                                Flux.fromIterable(orders)
                                        .index()
                                        .map(
                                                order ->
                                                        life(
                                                                products.get(
                                                                        (int) (order.getT1() % 3)),
                                                                order.getT2())))
                        .count()
                        .toFuture();

        List<NewTicket> seen = new ArrayList<>();
        boolean wasDone;
        List<NewTicket> more;
        do {
            wasDone = creating.isDone();
            more = result(newTickets.after(seen.isEmpty() ? before : seen.getLast().number()));
            seen.addAll(more);
        } while (!wasDone || !more.isEmpty());

        assertThat(creating.join()).isEqualTo(MANY);
        assertThat(seen)
                .extracting(found -> found.ticket().orderId())
                .containsExactlyInAnyOrderElementsOf(orders);
    }

    private Mono<KitchenReply> life(long productId, UUID orderId) {
        return transactions
                .run(create(productId, orderId))
                .then(
                        transactions.run(
                                rejectTicket.handle(
                                        new KitchenCommand.RejectTicket(Ids.timeOrdered()))))
                .then(
                        transactions.run(
                                approveTicket.handle(new KitchenCommand.ApproveTicket(orderId))));
    }

    private UUID created() {
        UUID orderId = Ids.timeOrdered();
        result(transactions.run(create(product(9), orderId)));
        return orderId;
    }

    private Mono<KitchenReply> create(long productId, UUID orderId) {
        return createTicket.handle(
                new KitchenCommand.CreateTicket(orderId, List.of(new ProductItem(productId, 2))));
    }
}
