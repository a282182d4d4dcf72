package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.NOODLES;
import static dev.ordersaga.kitchen.application.Fixture.NOON;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.STEW;
import static dev.ordersaga.kitchen.application.Fixture.UNKNOWN;
import static dev.ordersaga.kitchen.application.Fixture.bibimbap;
import static dev.ordersaga.kitchen.application.Fixture.product;
import static dev.ordersaga.kitchen.application.Fixture.stew;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;

class CreateTicketTest {

    private final Fixture fixture = new Fixture();
    private final CreateTicket createTicket =
            new CreateTicket(fixture.tickets, fixture.menu, fixture.premises, fixture.clock);

    @Test
    void aTicketIsPricedFromTheMenuAndTakesAPlace() {
        create(product(BIBIMBAP, 4), product(STEW, 5))
                .expectNext(
                        new TicketCreated(
                                ORDER,
                                List.of(
                                        new PricedItem(BIBIMBAP, 4, new Money(9_000, "KRW")),
                                        new PricedItem(STEW, 5, new Money(8_000, "KRW"))),
                                new Money(76_000, "KRW")))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER))
                .isEqualTo(Ticket.create(ORDER, List.of(bibimbap(4), stew(5)), NOON));
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void portionsAreNotLookedAtBeforeTheApproval() {
        create(product(BIBIMBAP, 1_000))
                .expectNextMatches(TicketCreated.class::isInstance)
                .verifyComplete();

        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REJECTED", "CANCELLED"},
            mode = Mode.EXCLUDE)
    void aSecondCommandIsAnsweredFromTheTicketAndTakesNoSecondPlace(TicketStatus status) {
        Ticket before = ticket(status, bibimbap(4));
        fixture.tickets.have(before);
        fixture.premises.close();

        create(product(STEW, 1))
                .expectNext(
                        new TicketCreated(
                                ORDER,
                                List.of(new PricedItem(BIBIMBAP, 4, new Money(9_000, "KRW"))),
                                new Money(36_000, "KRW")))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(before);
        assertThat(fixture.premises.waiting()).isZero();
    }

    @Test
    void aLateTicketAfterItsRejectionIsRefusedAsCancelled() {
        Ticket tombstone = Ticket.tombstone(ORDER, NOON);
        fixture.tickets.have(tombstone);

        refused(TicketRefusal.CANCELLED, product(BIBIMBAP, 4));

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(tombstone);
        assertThat(fixture.premises.waiting()).isZero();
    }

    @Test
    void aClosedKitchenRefusesWhateverIsOrdered() {
        fixture.premises.close();

        refused(TicketRefusal.KITCHEN_CLOSED, product(BIBIMBAP, 4));
        refused(TicketRefusal.KITCHEN_CLOSED, product(UNKNOWN, 4));

        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(longs = {NOODLES, UNKNOWN})
    void aProductThatIsNotForSaleIsRefusedAlsoWhereTheLineIsFull(long productId) {
        fixture.premises.capacity(0);

        refused(TicketRefusal.PRODUCT_UNAVAILABLE, product(BIBIMBAP, 4), product(productId, 1));

        assertNothingHappened();
    }

    @Test
    void aFullWaitingLineRefuses() {
        fixture.premises.waiting(2);

        refused(TicketRefusal.FULL_WAITING, product(BIBIMBAP, 4));

        assertThat(fixture.premises.waiting()).isEqualTo(2);
        assertThat(fixture.tickets.of(ORDER)).isNull();
    }

    @Test
    void aTechnicalFailureIsAnErrorAndLeavesNoTicket() {
        fixture.premises.breakDown();

        create(product(BIBIMBAP, 4)).verifyErrorMessage("the waiting line is broken");

        assertNothingHappened();
    }

    @Test
    void aCommandWithoutItemsIsAnErrorAndTakesNoPlace() {
        create().verifyError(IllegalArgumentException.class);

        assertNothingHappened();
    }

    @Test
    void theMenuIsLockedBeforeTheKitchen() {
        create(product(STEW, 1), product(BIBIMBAP, 1)).expectNextCount(1).verifyComplete();

        assertThat(fixture.journal).containsExactly("menu [123, 124]", "kitchen");
    }

    private void refused(TicketRefusal reason, ProductItem... items) {
        create(items).expectNext(new TicketRefused(ORDER, reason)).verifyComplete();
    }

    private FirstStep<KitchenReply> create(ProductItem... items) {
        return StepVerifier.create(
                createTicket.handle(new KitchenCommand.CreateTicket(ORDER, List.of(items))));
    }

    private void assertNothingHappened() {
        assertThat(fixture.tickets.of(ORDER)).isNull();
        assertThat(fixture.premises.waiting()).isZero();
    }
}
