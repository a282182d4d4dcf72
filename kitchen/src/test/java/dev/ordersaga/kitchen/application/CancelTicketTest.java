package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.EARLIER;
import static dev.ordersaga.kitchen.application.Fixture.NOON;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.STEW;
import static dev.ordersaga.kitchen.application.Fixture.bibimbap;
import static dev.ordersaga.kitchen.application.Fixture.product;
import static dev.ordersaga.kitchen.application.Fixture.stew;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;

class CancelTicketTest {

    private final Fixture fixture = new Fixture();
    private final CancelTicket cancelTicket =
            new CancelTicket(fixture.tickets, fixture.menu, fixture.premises, fixture.clock);
    private final CookTicket cookTicket =
            new CookTicket(fixture.tickets, fixture.premises, fixture.transactions, fixture.clock);

    @Test
    void aCancelledTicketGivesItsPortionsAndItsPlaceBack() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4), stew(1), bibimbap(2)));
        fixture.premises.waiting(2);

        cancelled();

        assertThat(fixture.tickets.of(ORDER))
                .isEqualTo(
                        new Ticket(
                                ORDER,
                                TicketStatus.CANCELLED,
                                List.of(bibimbap(4), stew(1), bibimbap(2)),
                                EARLIER,
                                NOON));
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(16);
        assertThat(fixture.menu.left(STEW)).isEqualTo(6);
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aSecondCancellationGivesNothingBack() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(2);

        cancelled();
        cancelled();

        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(14);
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aTicketThatNobodyHasApprovedGivesItsPlaceBackButNoPortions() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4)));
        fixture.premises.waiting(1);

        cancelled();

        assertThat(fixture.tickets.of(ORDER).status()).isEqualTo(TicketStatus.REJECTED);
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
        assertThat(fixture.premises.waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "READY", "PICKED_UP"})
    void onceCookingHasBegunItIsRefused(TicketStatus status) {
        Ticket cooking = ticket(status, bibimbap(4));
        fixture.tickets.have(cooking);
        fixture.premises.waiting(1);

        cancel().expectNext(
                        new TicketCancellationRefused(ORDER, CancellationRefusal.COOKING_HAS_BEGUN))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(cooking);
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aRejectedTicketIsAsGoodAsCancelled() {
        Ticket rejected = ticket(TicketStatus.REJECTED, bibimbap(4));
        fixture.tickets.have(rejected);

        cancelled();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(rejected);
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
    }

    @Test
    void aCancellationThatComesBeforeItsTicketLeavesATombstoneThatStopsIt() {
        cancelled();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(Ticket.tombstone(ORDER, NOON));
        create().expectNext(new TicketRefused(ORDER, TicketRefusal.CANCELLED)).verifyComplete();
    }

    @Test
    void aCancelledTicketIsNeitherCreatedNorApprovedAgain() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(1);
        cancelled();

        create().expectNext(new TicketRefused(ORDER, TicketRefusal.CANCELLED)).verifyComplete();
        approve()
                .expectNext(new TicketApprovalRefused(ORDER, ApprovalRefusal.NO_LIVE_TICKET))
                .verifyComplete();
        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(14);
    }

    @Test
    void whoComesFirstDecidesBetweenTheCookAndTheCustomer() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(1);

        cancelled();
        StepVerifier.create(cookTicket.start(ORDER))
                .expectNext(new Refused(fixture.tickets.of(ORDER)))
                .verifyComplete();

        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(1);
        StepVerifier.create(cookTicket.start(ORDER))
                .expectNextMatches(Made.class::isInstance)
                .verifyComplete();
        cancel().expectNextMatches(TicketCancellationRefused.class::isInstance).verifyComplete();
    }

    @Test
    void aTechnicalFailureIsAnError() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(1);
        fixture.premises.breakDown();

        cancel().verifyErrorMessage("the waiting line is broken");
    }

    private void cancelled() {
        cancel().expectNext(new TicketCancelled(ORDER)).verifyComplete();
    }

    private FirstStep<KitchenReply> cancel() {
        return StepVerifier.create(cancelTicket.handle(new KitchenCommand.CancelTicket(ORDER)));
    }

    private FirstStep<KitchenReply> create() {
        return StepVerifier.create(
                new CreateTicket(fixture.tickets, fixture.menu, fixture.premises, fixture.clock)
                        .handle(
                                new KitchenCommand.CreateTicket(
                                        ORDER, List.of(product(BIBIMBAP, 4)))));
    }

    private FirstStep<KitchenReply> approve() {
        return StepVerifier.create(
                new ApproveTicket(fixture.tickets, fixture.menu, fixture.premises, fixture.clock)
                        .handle(new KitchenCommand.ApproveTicket(ORDER)));
    }
}
