package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.EARLIER;
import static dev.ordersaga.kitchen.application.Fixture.NOON;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.bibimbap;
import static dev.ordersaga.kitchen.application.Fixture.product;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;

class RejectTicketTest {

    private final Fixture fixture = new Fixture();
    private final RejectTicket rejectTicket =
            new RejectTicket(fixture.tickets, fixture.premises, fixture.clock);

    @Test
    void aRejectedTicketGivesItsPlaceBack() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4)));
        fixture.premises.waiting(2);

        rejected();

        assertThat(fixture.tickets.of(ORDER))
                .isEqualTo(
                        new Ticket(
                                ORDER, TicketStatus.REJECTED, List.of(bibimbap(4)), EARLIER, NOON));
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aSecondRejectionGivesNoSecondPlaceBack() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4)));
        fixture.premises.waiting(2);

        rejected();
        rejected();

        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aRejectionThatComesBeforeItsTicketLeavesATombstoneThatStopsIt() {
        rejected();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(Ticket.tombstone(ORDER, NOON));
        StepVerifier.create(
                        new CreateTicket(
                                        fixture.tickets,
                                        fixture.menu,
                                        fixture.premises,
                                        fixture.clock)
                                .handle(
                                        new KitchenCommand.CreateTicket(
                                                ORDER, List.of(product(BIBIMBAP, 4)))))
                .expectNext(new TicketRefused(ORDER, TicketRefusal.CANCELLED))
                .verifyComplete();
        assertThat(fixture.premises.waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "STARTED", "READY", "PICKED_UP"})
    void afterThePivotTheOrderGoesThrough(TicketStatus status) {
        Ticket approved = ticket(status, bibimbap(4));
        fixture.tickets.have(approved);
        fixture.premises.waiting(1);

        reject().expectNext(new TicketAlreadyApproved(ORDER)).verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(approved);
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aTechnicalFailureIsAnError() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, bibimbap(4)));
        fixture.premises.waiting(1);
        fixture.premises.breakDown();

        reject().verifyErrorMessage("the waiting line is broken");
    }

    private void rejected() {
        reject().expectNext(new TicketRejected(ORDER)).verifyComplete();
    }

    private FirstStep<KitchenReply> reject() {
        return StepVerifier.create(rejectTicket.handle(new KitchenCommand.RejectTicket(ORDER)));
    }
}
