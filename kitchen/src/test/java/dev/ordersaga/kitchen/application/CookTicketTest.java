package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.EARLIER;
import static dev.ordersaga.kitchen.application.Fixture.NOON;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.bibimbap;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class CookTicketTest {

    private final Fixture fixture = new Fixture();
    private final CookTicket cookTicket =
            new CookTicket(fixture.tickets, fixture.premises, fixture.transactions, fixture.clock);

    @Test
    void aTicketThatIsStartedLeavesTheWaitingLine() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(2);

        StepVerifier.create(cookTicket.start(ORDER))
                .expectNext(new Made(moved(TicketStatus.STARTED)))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(moved(TicketStatus.STARTED));
        assertThat(fixture.premises.waiting()).isEqualTo(1);
        assertThat(fixture.journal).contains("transaction");
    }

    @Test
    void aTicketThatIsReadyOrPickedUpGivesNoPlaceBack() {
        fixture.tickets.have(ticket(TicketStatus.STARTED, bibimbap(4)));
        fixture.premises.waiting(1);

        StepVerifier.create(cookTicket.ready(ORDER))
                .expectNext(new Made(moved(TicketStatus.READY)))
                .verifyComplete();
        StepVerifier.create(cookTicket.pickUp(ORDER))
                .expectNext(new Made(moved(TicketStatus.PICKED_UP)))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(moved(TicketStatus.PICKED_UP));
        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aTicketThatIsStartedTwiceGivesOnePlaceBack() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(2);

        StepVerifier.create(cookTicket.start(ORDER)).expectNextCount(1).verifyComplete();
        StepVerifier.create(cookTicket.start(ORDER))
                .expectNext(new Refused(moved(TicketStatus.STARTED)))
                .verifyComplete();

        assertThat(fixture.premises.waiting()).isEqualTo(1);
    }

    @Test
    void aTicketThatIsNotPaidIsNotStarted() {
        Ticket pending = ticket(TicketStatus.PENDING, bibimbap(4));
        fixture.tickets.have(pending);

        StepVerifier.create(cookTicket.start(ORDER))
                .expectNext(new Refused(pending))
                .verifyComplete();

        assertThat(fixture.tickets.of(ORDER)).isEqualTo(pending);
    }

    @Test
    void anUnknownTicketIsNothingToCook() {
        StepVerifier.create(cookTicket.start(ORDER)).verifyComplete();
    }

    @Test
    void aTechnicalFailureIsAnError() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, bibimbap(4)));
        fixture.premises.waiting(1);
        fixture.premises.breakDown();

        StepVerifier.create(cookTicket.start(ORDER))
                .verifyErrorMessage("the waiting line is broken");
    }

    private static Ticket moved(TicketStatus status) {
        return new Ticket(ORDER, status, List.of(bibimbap(4)), EARLIER, NOON);
    }
}
