package dev.ordersaga.order.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.StepDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a saga says that it has before it is what it does when every step succeeds. */
class RemainingStepsTest {

    private static final UUID TX = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final UUID PAYMENT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8059");

    private final PlaceOrderSaga begun = PlaceOrderSaga.start(TX, ORDER, 1, List.of());

    @Test
    void aNewOrderHasTheWholeWayForwardBeforeIt() {
        assertThat(stepsOf(begun))
                .containsExactly(
                        "user.verify",
                        "kitchen.ticket.create",
                        "payment.pay",
                        "kitchen.ticket.approve")
                .isEqualTo(goneThrough(begun));
    }

    @Test
    void onTheWayBackThereIsOnlyTheWayBack() {
        OrderSaga recalling = begun;
        while (recalling.step() != PlaceOrderSaga.Step.APPROVE_TICKET) {
            recalling = succeed(recalling);
        }
        recalling = recalling.onFailure(recalling.commandId()).next();

        assertThat(commandsOf(recalling))
                .containsExactly(
                        TX + ":kitchen.ticket.approve:compensation",
                        TX + ":payment.pay:compensation",
                        TX + ":kitchen.ticket.create:compensation")
                .isEqualTo(commandsGoneThrough(recalling));
    }

    @Test
    void aCancellationHasItsTwoSteps() {
        OrderSaga cancelling = CancelOrderSaga.start(TX, ORDER);

        assertThat(stepsOf(cancelling))
                .containsExactly("kitchen.ticket.cancel", "payment.refund")
                .isEqualTo(goneThrough(cancelling));
    }

    @Test
    void whatHasEndedHasNothingBeforeIt() {
        OrderSaga ended = CancelOrderSaga.start(TX, ORDER);
        while (!ended.step().isEnd()) {
            ended = succeed(ended);
        }

        assertThat(ended.remaining()).isEmpty();
        assertThat(ended.phase()).isEqualTo(SagaPhase.ENDED);
    }

    private static List<String> stepsOf(OrderSaga saga) {
        return saga.remaining().stream().map(StepDeclaration::routingKey).toList();
    }

    private static List<String> commandsOf(OrderSaga saga) {
        return saga.remaining().stream().map(step -> step.commandId(TX)).toList();
    }

    private static List<String> goneThrough(OrderSaga from) {
        List<String> steps = new ArrayList<>();
        for (OrderSaga saga = from; !saga.step().isEnd(); saga = succeed(saga)) {
            steps.add(saga.command().routingKey());
        }
        return steps;
    }

    private static List<String> commandsGoneThrough(OrderSaga from) {
        List<String> commands = new ArrayList<>();
        for (OrderSaga saga = from; !saga.step().isEnd(); saga = succeed(saga)) {
            commands.add(saga.commandId());
        }
        return commands;
    }

    private static OrderSaga succeed(OrderSaga saga) {
        return saga.on(saga.commandId(), answer(saga)).next();
    }

    private static OrderSagaReply answer(OrderSaga saga) {
        Money total = new Money(7, "KRW");
        return switch (saga.command().routingKey()) {
            case "user.verify" -> new UserVerified(1, "Kim");
            case "kitchen.ticket.create" ->
                    new TicketCreated(ORDER, List.of(new PricedItem(1, 1, total)), total);
            case "payment.pay" -> new Paid(ORDER, PAYMENT);
            case "payment.refund" -> new PaymentRefunded(ORDER);
            case "kitchen.ticket.approve" -> new TicketApproved(ORDER);
            case "kitchen.ticket.reject" -> new TicketRejected(ORDER);
            case "kitchen.ticket.cancel" -> new TicketCancelled(ORDER);
            default -> throw new IllegalArgumentException(saga.command().routingKey());
        };
    }
}
