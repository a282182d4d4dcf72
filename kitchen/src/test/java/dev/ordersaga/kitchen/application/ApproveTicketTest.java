package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.EARLIER;
import static dev.ordersaga.kitchen.application.Fixture.NOON;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.STEW;
import static dev.ordersaga.kitchen.application.Fixture.bibimbap;
import static dev.ordersaga.kitchen.application.Fixture.stew;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;

class ApproveTicketTest {

    private final Fixture fixture = new Fixture();
    private final ApproveTicket approveTicket =
            new ApproveTicket(fixture.tickets, fixture.menu, fixture.premises, fixture.clock);

    @Test
    void anApprovedTicketHasItsPortionsAndKeepsItsPlace() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4), stew(5)));
        fixture.premises.waiting(1);

        approved();

        assertThat(fixture.tickets.of(ORDER))
                .isEqualTo(
                        new Ticket(
                                ORDER,
                                TicketStatus.APPROVED,
                                List.of(bibimbap(4), stew(5)),
                                EARLIER,
                                NOON));
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(6);
        assertThat(fixture.menu.left(STEW)).isZero();
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "STARTED", "READY", "PICKED_UP"})
    void aSecondApprovalTakesNothingAlsoWhereTheKitchenHasClosed(TicketStatus status) {
        fixture.tickets.have(ticket(status, bibimbap(4)));
        fixture.premises.close();

        approved();

        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
    }

    @Test
    void anUnknownTicketIsNoLiveTicket() {
        refused(ApprovalRefusal.NO_LIVE_TICKET);

        assertThat(fixture.tickets.of(ORDER)).isNull();
    }

    @Test
    void aLateApprovalAfterTheRejectionIsRefused() {
        Ticket tombstone = Ticket.tombstone(ORDER, EARLIER);
        fixture.tickets.have(tombstone);

        refused(ApprovalRefusal.NO_LIVE_TICKET);

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(tombstone);
    }

    @Test
    void aKitchenThatHasClosedMeanwhileRefusesAndTheTicketWaitsForItsRejection() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4)));
        fixture.premises.waiting(1);
        fixture.premises.close();

        refused(ApprovalRefusal.KITCHEN_CLOSED);

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(ticket(TicketStatus.PENDING, bibimbap(4)));
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void whereOneProductIsShortNoneOfTheOthersIsTaken() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(10), stew(6)));

        refused(ApprovalRefusal.PORTIONS_SHORT);

        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
        assertThat(fixture.menu.left(STEW)).isEqualTo(5);
        assertThat(fixture.tickets.of(ORDER).status()).isEqualTo(TicketStatus.PENDING);
    }

    @Test
    void oneProductInTwoItemsNeedsThePortionsOfBoth() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, stew(3), stew(3)));

        refused(ApprovalRefusal.PORTIONS_SHORT);

        assertThat(fixture.menu.left(STEW)).isEqualTo(5);
    }

    @Test
    void aTechnicalFailureIsAnErrorAndLeavesTheTicketAsItWas() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4), stew(5)));
        fixture.menu.breakAt(STEW);

        approve().verifyErrorMessage("the menu is broken");

        assertThat(fixture.tickets.of(ORDER).status()).isEqualTo(TicketStatus.PENDING);
    }

    @Test
    void theMenuIsLockedBeforeTheKitchenAndPortionsAreTakenInTheOrderOfProducts() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, stew(1), bibimbap(2)));

        approved();

        assertThat(fixture.journal)
                .containsExactly("menu [123, 124]", "kitchen", "save 123", "save 124");
    }

    private void approved() {
        approve().expectNext(new TicketApproved(ORDER)).verifyComplete();
    }

    private void refused(ApprovalRefusal reason) {
        approve().expectNext(new TicketApprovalRefused(ORDER, reason)).verifyComplete();
    }

    private FirstStep<KitchenReply> approve() {
        return StepVerifier.create(approveTicket.handle(new KitchenCommand.ApproveTicket(ORDER)));
    }
}
