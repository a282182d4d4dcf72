package dev.ordersaga.order.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.messaging.saga.StepDeclaration.Kind;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.saga.CancelOrderSaga.Step;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CancelOrderSagaTest {

    private static final UUID TX = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    private static final Money TOTAL = new Money(36_000, "KRW");

    private static final OrderSagaReply TICKET_CANCELLED = new TicketCancelled(ORDER);
    private static final OrderSagaReply REFUSED =
            new TicketCancellationRefused(ORDER, CancellationRefusal.COOKING_HAS_BEGUN);
    private static final OrderSagaReply REFUNDED = new PaymentRefunded(ORDER);

    /** One saga waiting at each step, each reached by the replies that lead there. */
    private static final Map<Step, CancelOrderSaga> AT = reached();

    @Test
    void theTicketIsCancelledBeforeThePaymentIsGivenBack() {
        assertThat(AT.get(Step.CANCEL_TICKET).command()).isEqualTo(new CancelTicket(ORDER));
        CancelOrderSaga refunding = advance(AT.get(Step.CANCEL_TICKET), TICKET_CANCELLED);
        assertThat(refunding.command()).isEqualTo(new Refund(ORDER));
        CancelOrderSaga cancelled = advance(refunding, REFUNDED);
        assertThat(cancelled.step()).isEqualTo(Step.CANCELLED);
        assertThat(cancelled.refusal()).isNull();
    }

    @Test
    void aKitchenThatCooksAlreadyEndsItWithNothingGivenBack() {
        CancelOrderSaga refused = advance(AT.get(Step.CANCEL_TICKET), REFUSED);
        assertThat(refused.step()).isEqualTo(Step.REFUSED);
        assertThat(refused.refusal()).isEqualTo(CancelRefusal.COOKING_HAS_BEGUN);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCEL_TICKET", "REFUND"})
    void aCommandThatFailsIsAwaitedUntilItIsSentAgain(Step step) {
        CancelOrderSaga saga = AT.get(step);
        assertThat(saga.onFailure(saga.commandId())).isEqualTo(new Transition.Awaits<>(saga));
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCEL_TICKET", "REFUND"})
    void aCommandThatIsLateIsSentAgainForEver(Step step) {
        CancelOrderSaga saga = AT.get(step);
        for (int send = 2; send <= 50; send++) {
            Transition<CancelOrderSaga> late = saga.onTimeout(saga.commandId());
            assertThat(late).isInstanceOf(Transition.SendAgain.class);
            assertThat(late.next().commandId()).isEqualTo(saga.commandId());
            assertThat(late.next().command()).isEqualTo(saga.command());
            assertThat(late.next().sends()).isEqualTo(send);
            assertThat(late.next().isStuck()).isEqualTo(send > OrderSaga.STUCK_AFTER_SENDS);
            saga = late.next();
        }
    }

    @Test
    void theRefundIsCountedFromItsFirstSend() {
        CancelOrderSaga late = AT.get(Step.CANCEL_TICKET);
        late = late.onTimeout(late.commandId()).next();
        assertThat(advance(late, TICKET_CANCELLED).sends()).isEqualTo(1);
    }

    static Stream<Arguments> everyStepAndReply() {
        return Arrays.stream(Step.values())
                .flatMap(step -> replies().map(reply -> Arguments.of(step, reply)));
    }

    @ParameterizedTest
    @MethodSource("everyStepAndReply")
    void aReplyToAnotherCommandIsIgnoredAtEveryStep(Step step, OrderSagaReply reply) {
        CancelOrderSaga saga = AT.get(step);
        assertThat(saga.on("another command", reply)).isEqualTo(new Transition.Ignored<>(saga));
    }

    @ParameterizedTest
    @MethodSource("everyStepAndReply")
    void aReplyOfTheWrongKindIsIgnoredThoughItNamesTheAwaitedCommand(
            Step step, OrderSagaReply reply) {
        CancelOrderSaga saga = AT.get(step);
        boolean fits = answers(step).contains(reply.getClass());
        assertThat(saga.on(idOf(saga), reply) instanceof Transition.Advanced).isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aFailureOrATimerOfAnotherCommandIsIgnored(Step step) {
        CancelOrderSaga saga = AT.get(step);
        assertThat(saga.onFailure("another command")).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.onTimeout("another command")).isEqualTo(new Transition.Ignored<>(saga));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aSecondCancellationChangesNothing(Step step) {
        CancelOrderSaga saga = AT.get(step);
        assertThat(saga.onCancel()).isEqualTo(new Transition.Ignored<>(saga));
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "REFUSED"})
    void anEndedSagaHasNothingToSendAndFailsNoMore(Step step) {
        CancelOrderSaga saga = AT.get(step);
        assertThatThrownBy(saga::command).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(saga::commandId).isInstanceOf(IllegalStateException.class);
        assertThat(saga.onFailure(idOf(saga))).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.onTimeout(idOf(saga))).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.isStuck()).isFalse();
    }

    @Test
    void itsCommandsHaveIdsOfTheirOwn() {
        assertThat(AT.get(Step.CANCEL_TICKET).commandId())
                .isEqualTo(TX + ":kitchen.ticket.cancel:action");
        assertThat(AT.get(Step.REFUND).commandId()).isEqualTo(TX + ":payment.refund:action");
        assertThat(AT.get(Step.REFUND).target()).isEqualTo(Target.ORDER_CANCELLATION);
    }

    @Test
    void everyStepIsDeclaredWithTheCommandThatItSends() {
        assertThat(CancelOrderSaga.declaration().steps())
                .extracting(StepDeclaration::kind)
                .containsExactly(Kind.PIVOT, Kind.RETRIABLE);
        assertThat(CancelOrderSaga.declaration().steps().getLast().refusals()).isEmpty();
        assertThat(AT.values())
                .filteredOn(saga -> !saga.step().isEnd())
                .hasSize(2)
                .allSatisfy(
                        saga ->
                                assertThat(saga.command())
                                        .isExactlyInstanceOf(saga.step().declaration().command()));
    }

    private static List<Class<? extends OrderSagaReply>> answers(Step step) {
        return switch (step) {
            case CANCEL_TICKET -> List.of(TicketCancelled.class, TicketCancellationRefused.class);
            case REFUND -> List.of(PaymentRefunded.class);
            case CANCELLED, REFUSED -> List.of();
        };
    }

    private static Stream<OrderSagaReply> replies() {
        return Stream.of(
                new UserVerified(1, "Kim"),
                new UserRefused(1, UserRefusal.USER_ABNORMAL),
                new TicketCreated(
                        ORDER, List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))), TOTAL),
                new TicketRefused(ORDER, TicketRefusal.FULL_WAITING),
                new Paid(ORDER, UUID.randomUUID()),
                new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT),
                new TicketApproved(ORDER),
                new TicketApprovalRefused(ORDER, ApprovalRefusal.PORTIONS_SHORT),
                new TicketRejected(ORDER),
                new TicketAlreadyApproved(ORDER),
                TICKET_CANCELLED,
                REFUSED,
                REFUNDED);
    }

    private static Map<Step, CancelOrderSaga> reached() {
        Map<Step, CancelOrderSaga> at = new EnumMap<>(Step.class);
        at.put(Step.CANCEL_TICKET, CancelOrderSaga.start(TX, ORDER));
        at.put(Step.REFUND, advance(at.get(Step.CANCEL_TICKET), TICKET_CANCELLED));
        at.put(Step.CANCELLED, advance(at.get(Step.REFUND), REFUNDED));
        at.put(Step.REFUSED, advance(at.get(Step.CANCEL_TICKET), REFUSED));
        return at;
    }

    private static CancelOrderSaga advance(CancelOrderSaga saga, OrderSagaReply reply) {
        Transition<CancelOrderSaga> transition = saga.on(saga.commandId(), reply);
        assertThat(transition).isInstanceOf(Transition.Advanced.class);
        return transition.next();
    }

    /** The awaited command's id; an ended saga awaits none. */
    private static String idOf(CancelOrderSaga saga) {
        return saga.step().isEnd() ? TX + ":order:action" : saga.commandId();
    }
}
