package dev.ordersaga.kitchen.adapter.messaging;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.NOODLES;
import static dev.ordersaga.kitchen.application.Fixture.ORDER;
import static dev.ordersaga.kitchen.application.Fixture.OTHER_ORDER;
import static dev.ordersaga.kitchen.application.Fixture.product;
import static dev.ordersaga.kitchen.application.Fixture.stew;
import static dev.ordersaga.kitchen.application.Fixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.kitchen.application.ApproveTicket;
import dev.ordersaga.kitchen.application.CancelTicket;
import dev.ordersaga.kitchen.application.CreateTicket;
import dev.ordersaga.kitchen.application.Fixture;
import dev.ordersaga.kitchen.application.RejectTicket;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Incoming;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class KitchenCommandListenerTest {

    private static final KitchenCommand CREATE =
            new KitchenCommand.CreateTicket(
                    OTHER_ORDER, List.of(product(NOODLES, 1), product(BIBIMBAP, 4)));

    private final Fixture fixture = new Fixture();
    private final KitchenCommandListener listener =
            new KitchenCommandListener(
                    new CreateTicket(
                            fixture.tickets, fixture.menu, fixture.premises, fixture.clock),
                    new ApproveTicket(
                            fixture.tickets, fixture.menu, fixture.premises, fixture.clock),
                    new RejectTicket(fixture.tickets, fixture.premises, fixture.clock),
                    new CancelTicket(
                            fixture.tickets, fixture.menu, fixture.premises, fixture.clock),
                    fixture.tickets,
                    fixture.menu,
                    fixture.premises);

    @Test
    void aBatchLocksItsTicketsThenTheProductsOfAllOfThemThenTheKitchen() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, stew(1)));

        StepVerifier.create(
                        listener.prefetch(
                                List.of(
                                        incoming(CREATE),
                                        incoming(new KitchenCommand.ApproveTicket(ORDER)),
                                        incoming(new KitchenCommand.RejectTicket(ORDER)))))
                .verifyComplete();

        assertThat(fixture.journal)
                .containsExactly(
                        "tickets [" + ORDER + ", " + OTHER_ORDER + "]",
                        "menu [123, 124, 125]",
                        "kitchen");
    }

    @Test
    void aBatchWithoutNewCommandsLocksNothing() {
        StepVerifier.create(listener.prefetch(List.of())).verifyComplete();

        assertThat(fixture.journal).isEmpty();
    }

    @Test
    void eachCommandHasItsUseCase() {
        fixture.tickets.have(ticket(TicketStatus.PENDING, stew(1)));
        fixture.premises.waiting(1);

        assertThat(answer(new KitchenCommand.ApproveTicket(ORDER)))
                .isEqualTo(new TicketApproved(ORDER));
        assertThat(
                        answer(
                                new KitchenCommand.CreateTicket(
                                        OTHER_ORDER, List.of(product(BIBIMBAP, 1)))))
                .isInstanceOf(TicketCreated.class);
        assertThat(answer(new KitchenCommand.RejectTicket(OTHER_ORDER)))
                .isEqualTo(new TicketRejected(OTHER_ORDER));
        assertThat(answer(new KitchenCommand.CancelTicket(ORDER)))
                .isEqualTo(new TicketCancelled(ORDER));
    }

    @Test
    void aCancellationLocksTheProductsWhosePortionsItGivesBack() {
        fixture.tickets.have(ticket(TicketStatus.APPROVED, stew(1)));

        StepVerifier.create(
                        listener.prefetch(
                                List.of(incoming(new KitchenCommand.CancelTicket(ORDER)))))
                .verifyComplete();

        assertThat(fixture.journal)
                .containsExactly("tickets [" + ORDER + "]", "menu [124]", "kitchen");
    }

    @Test
    void itServesTheKitchensQueue() {
        assertThat(listener.queue()).isEqualTo(WorkQueue.KITCHEN_COMMANDS);
        assertThat(listener.accepts()).isEqualTo(KitchenCommand.class);
    }

    private KitchenReply answer(KitchenCommand command) {
        return listener.handle(incoming(command)).block();
    }

    private static Incoming<KitchenCommand> incoming(KitchenCommand command) {
        String commandId = UUID.randomUUID().toString();
        return new Incoming<>(
                Target.ORDER_CREATION, UUID.randomUUID(), commandId, commandId, command);
    }
}
