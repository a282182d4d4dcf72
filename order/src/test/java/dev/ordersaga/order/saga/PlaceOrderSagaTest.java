package dev.ordersaga.order.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
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
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.messaging.saga.StepDeclaration.Kind;
import dev.ordersaga.order.domain.RejectReason;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
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

class PlaceOrderSagaTest {

    private static final UUID TX = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    private static final UUID PAYMENT = UUID.fromString("01990000-0000-7000-8000-000000000003");
    private static final List<ProductItem> ITEMS = List.of(new ProductItem(123, 4));
    private static final Money TOTAL = new Money(36_000, "KRW");
    private static final List<PricedItem> PRICED =
            List.of(new PricedItem(123, 4, new Money(9_000, "KRW")));

    private static final OrderSagaReply VERIFIED = new UserVerified(1, "Kim");
    private static final OrderSagaReply CREATED = new TicketCreated(ORDER, PRICED, TOTAL);
    private static final OrderSagaReply PAID = new Paid(ORDER, PAYMENT);
    private static final OrderSagaReply APPROVED = new TicketApproved(ORDER);
    private static final OrderSagaReply APPROVAL_REFUSED =
            new TicketApprovalRefused(ORDER, ApprovalRefusal.PORTIONS_SHORT);
    private static final OrderSagaReply REFUNDED = new PaymentRefunded(ORDER);
    private static final OrderSagaReply TICKET_REJECTED = new TicketRejected(ORDER);
    private static final OrderSagaReply ALREADY_APPROVED = new TicketAlreadyApproved(ORDER);
    private static final OrderSagaReply TICKET_CANCELLED = new TicketCancelled(ORDER);
    private static final OrderSagaReply CANCELLATION_REFUSED =
            new TicketCancellationRefused(ORDER, CancellationRefusal.COOKING_HAS_BEGUN);

    /** One saga waiting at each step, each reached by the replies that lead there. */
    private static final Map<Step, PlaceOrderSaga> AT = reached();

    @Test
    void anApprovalThatIsRefusedIsUndoneInReverseOrder() {
        PlaceOrderSaga refunding = advance(AT.get(Step.APPROVE_TICKET), APPROVAL_REFUSED);
        assertThat(refunding.command()).isEqualTo(new Refund(ORDER));
        PlaceOrderSaga rejecting = advance(refunding, REFUNDED);
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        PlaceOrderSaga rejected = advance(rejecting, TICKET_REJECTED);
        assertThat(rejected.step()).isEqualTo(Step.REJECTED);
        assertThat(rejected.reason()).isEqualTo(RejectReason.TICKET_REJECTED);
    }

    @Test
    void aRefusedPaymentIsNotRefundedButItsTicketIsRejected() {
        PlaceOrderSaga rejecting =
                advance(AT.get(Step.PAY), new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT));
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        assertThat(advance(rejecting, TICKET_REJECTED).reason())
                .isEqualTo(RejectReason.REJECT_DURING_PAYMENT);
    }

    @Test
    void aPaymentWhoseOutcomeIsUnknownIsRefundedBeforeTheTicketIsRejected() {
        PlaceOrderSaga refunding = fail(AT.get(Step.PAY));
        assertThat(refunding.command()).isEqualTo(new Refund(ORDER));
        PlaceOrderSaga rejecting = advance(refunding, REFUNDED);
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        assertThat(advance(rejecting, TICKET_REJECTED).reason())
                .isEqualTo(RejectReason.STEP_FAILED);
    }

    @Test
    void aTicketWhoseOutcomeIsUnknownIsRejected() {
        PlaceOrderSaga rejecting = fail(AT.get(Step.CREATE_TICKET));
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        assertThat(advance(rejecting, TICKET_REJECTED).step()).isEqualTo(Step.REJECTED);
    }

    @Test
    void aPivotWhoseOutcomeIsUnknownIsDecidedByTheKitchenForTheOrder() {
        PlaceOrderSaga recalling = fail(AT.get(Step.APPROVE_TICKET));
        assertThat(recalling.command()).isEqualTo(new RejectTicket(ORDER));
        PlaceOrderSaga approved = advance(recalling, ALREADY_APPROVED);
        assertThat(approved.step()).isEqualTo(Step.APPROVED);
        assertThat(approved.reason()).isNull();
    }

    @Test
    void aPivotWhoseOutcomeIsUnknownIsDecidedByTheKitchenAgainstTheOrder() {
        PlaceOrderSaga refunding = advance(fail(AT.get(Step.APPROVE_TICKET)), TICKET_REJECTED);
        assertThat(refunding.command()).isEqualTo(new Refund(ORDER));
        assertThat(advance(advance(refunding, REFUNDED), TICKET_REJECTED).step())
                .isEqualTo(Step.REJECTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECALL_TICKET", "REFUND", "REJECT_TICKET"})
    void aCompensationThatFailsIsAwaitedUntilItIsSentAgain(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        assertThat(saga.onFailure(saga.commandId())).isEqualTo(new Transition.Awaits<>(saga));
    }

    @ParameterizedTest
    @EnumSource(names = {"RECALL_TICKET", "REFUND", "REJECT_TICKET"})
    void aCompensationThatIsLateIsSentAgainForEver(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        for (int send = 2; send <= 50; send++) {
            PlaceOrderSaga again = sentAgain(saga);
            assertThat(again.commandId()).isEqualTo(saga.commandId());
            assertThat(again.command()).isEqualTo(saga.command());
            assertThat(again.sends()).isEqualTo(send);
            assertThat(again.isStuck()).isEqualTo(send > OrderSaga.STUCK_AFTER_SENDS);
            saga = again;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFY_USER", "CREATE_TICKET", "PAY"})
    void aStepThatIsLateIsSentAFewTimesAndThenUndone(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        for (int send = 2; send <= PlaceOrderSaga.MAX_SENDS; send++) {
            saga = sentAgain(saga);
            assertThat(saga.step()).isEqualTo(step);
            assertThat(saga.isStuck()).isFalse();
        }
        assertThat(saga.onTimeout(saga.commandId())).isEqualTo(saga.onFailure(saga.commandId()));
        assertThat(saga.onTimeout(saga.commandId())).isInstanceOf(Transition.Advanced.class);
    }

    @Test
    void thePivotThatIsLateIsRecalledAtOnce() {
        PlaceOrderSaga saga = AT.get(Step.APPROVE_TICKET);
        assertThat(saga.onTimeout(saga.commandId()).next().step()).isEqualTo(Step.RECALL_TICKET);
    }

    @Test
    void theNextStepIsCountedFromItsFirstSend() {
        PlaceOrderSaga late = sentAgain(AT.get(Step.VERIFY_USER));
        assertThat(advance(late, VERIFIED).sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aTimerThatHasLostTheRaceDoesNothing(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        assertThat(saga.onTimeout("another command")).isEqualTo(new Transition.Ignored<>(saga));
    }

    @Test
    void goesForwardStepByStep() {
        assertThat(AT.get(Step.VERIFY_USER).command()).isEqualTo(new VerifyUser(ORDER, 1));
        assertThat(AT.get(Step.CREATE_TICKET).command()).isEqualTo(new CreateTicket(ORDER, ITEMS));
        assertThat(AT.get(Step.PAY).command()).isEqualTo(new Pay(ORDER, 1, "Kim", TOTAL));
        assertThat(AT.get(Step.APPROVE_TICKET).command()).isEqualTo(new ApproveTicket(ORDER));
        assertThat(AT.get(Step.APPROVED).reason()).isNull();
    }

    static Stream<Arguments> refusalsWithNothingToUndo() {
        return Stream.of(
                Arguments.of(
                        Step.VERIFY_USER,
                        new UserRefused(1, UserRefusal.USER_UNKNOWN),
                        RejectReason.USER_UNKNOWN),
                Arguments.of(
                        Step.VERIFY_USER,
                        new UserRefused(1, UserRefusal.USER_ABNORMAL),
                        RejectReason.USER_ABNORMAL),
                Arguments.of(
                        Step.CREATE_TICKET,
                        new TicketRefused(ORDER, TicketRefusal.FULL_WAITING),
                        RejectReason.FULL_WAITING),
                Arguments.of(
                        Step.CREATE_TICKET,
                        new TicketRefused(ORDER, TicketRefusal.PRODUCT_UNAVAILABLE),
                        RejectReason.PRODUCT_UNAVAILABLE),
                Arguments.of(
                        Step.CREATE_TICKET,
                        new TicketRefused(ORDER, TicketRefusal.KITCHEN_CLOSED),
                        RejectReason.KITCHEN_CLOSED),
                Arguments.of(
                        Step.CREATE_TICKET,
                        new TicketRefused(ORDER, TicketRefusal.CANCELLED),
                        RejectReason.TICKET_REJECTED));
    }

    @ParameterizedTest
    @MethodSource("refusalsWithNothingToUndo")
    void aRefusalBeforeAnythingTookEffectEndsTheSaga(
            Step step, OrderSagaReply refusal, RejectReason reason) {
        PlaceOrderSaga ended = advance(AT.get(step), refusal);
        assertThat(ended.step()).isEqualTo(Step.REJECTED);
        assertThat(ended.reason()).isEqualTo(reason);
    }

    @Test
    void aVerificationThatFailsEndsTheSaga() {
        PlaceOrderSaga ended = fail(AT.get(Step.VERIFY_USER));
        assertThat(ended.step()).isEqualTo(Step.REJECTED);
        assertThat(ended.reason()).isEqualTo(RejectReason.STEP_FAILED);
    }

    static Stream<Arguments> everyStepAndReply() {
        return Arrays.stream(Step.values())
                .flatMap(step -> replies().map(reply -> Arguments.of(step, reply)));
    }

    @ParameterizedTest
    @MethodSource("everyStepAndReply")
    void aReplyToAnotherCommandIsIgnoredAtEveryStep(Step step, OrderSagaReply reply) {
        PlaceOrderSaga saga = AT.get(step);
        assertThat(saga.on("another command", reply)).isEqualTo(new Transition.Ignored<>(saga));
    }

    @ParameterizedTest
    @MethodSource("everyStepAndReply")
    void aReplyOfTheWrongKindIsIgnoredThoughItNamesTheAwaitedCommand(
            Step step, OrderSagaReply reply) {
        PlaceOrderSaga saga = AT.get(step);
        boolean fits = answers(step).contains(reply.getClass());
        assertThat(saga.on(idOf(saga), reply) instanceof Transition.Advanced).isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aFailureOfAnotherCommandIsIgnored(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        assertThat(saga.onFailure("another command")).isEqualTo(new Transition.Ignored<>(saga));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "REJECTED", "CANCELLED"})
    void anEndedSagaHasNothingToSendAndFailsNoMore(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        assertThatThrownBy(saga::command).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(saga::commandId).isInstanceOf(IllegalStateException.class);
        assertThat(saga.onFailure(idOf(saga))).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.onTimeout(idOf(saga))).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.onCancel()).isEqualTo(new Transition.Ignored<>(saga));
        assertThat(saga.isStuck()).isFalse();
    }

    @Test
    void cancelledBeforeAnythingTookEffectItEnds() {
        assertThat(cancelled(AT.get(Step.VERIFY_USER)).step()).isEqualTo(Step.CANCELLED);
    }

    @Test
    void cancelledWhileTheTicketIsCreatedItRejectsTheTicket() {
        PlaceOrderSaga rejecting = cancelled(AT.get(Step.CREATE_TICKET));
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        assertThat(advance(rejecting, TICKET_REJECTED).step()).isEqualTo(Step.CANCELLED);
    }

    @Test
    void cancelledWhileItIsPaidForItIsRefundedBeforeTheTicketIsRejected() {
        PlaceOrderSaga refunding = cancelled(AT.get(Step.PAY));
        assertThat(refunding.command()).isEqualTo(new Refund(ORDER));
        PlaceOrderSaga rejecting = advance(refunding, REFUNDED);
        assertThat(rejecting.command()).isEqualTo(new RejectTicket(ORDER));
        PlaceOrderSaga ended = advance(rejecting, TICKET_REJECTED);
        assertThat(ended.step()).isEqualTo(Step.CANCELLED);
        assertThat(ended.reason()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVE_TICKET", "RECALL_TICKET", "REFUND", "REJECT_TICKET"})
    void cancelledAfterThePivotIsSentItGoesOnWaitingAndRemembers(Step step) {
        PlaceOrderSaga saga = AT.get(step);
        PlaceOrderSaga unwanted = remembered(saga);
        assertThat(unwanted.cancelled()).isTrue();
        assertThat(unwanted.step()).isEqualTo(step);
        assertThat(unwanted.sends()).isEqualTo(saga.sends());
        assertThat(unwanted.command()).isEqualTo(saga.command());
        assertThat(unwanted.commandId()).isEqualTo(saga.commandId());
    }

    @Test
    void anApprovalThatSucceedsThoughTheCustomerHasCancelledIsApprovedFirst() {
        PlaceOrderSaga approved = advance(remembered(AT.get(Step.APPROVE_TICKET)), APPROVED);
        assertThat(approved.step()).isEqualTo(Step.APPROVED);
        assertThat(approved.cancelled()).isTrue();
    }

    @Test
    void anApprovalThatIsRefusedAfterTheCustomerHasCancelledEndsCancelled() {
        PlaceOrderSaga unwanted = remembered(AT.get(Step.APPROVE_TICKET));
        PlaceOrderSaga refunding = advance(unwanted, APPROVAL_REFUSED);
        assertThat(advance(advance(refunding, REFUNDED), TICKET_REJECTED).step())
                .isEqualTo(Step.CANCELLED);
    }

    @Test
    void aPivotOfUnknownOutcomeIsDecidedByTheKitchenAlsoWhereTheCustomerHasCancelled() {
        PlaceOrderSaga recalling = fail(remembered(AT.get(Step.APPROVE_TICKET)));
        assertThat(advance(recalling, ALREADY_APPROVED).step()).isEqualTo(Step.APPROVED);
        assertThat(advance(recalling, ALREADY_APPROVED).cancelled()).isTrue();
        PlaceOrderSaga refunding = advance(recalling, TICKET_REJECTED);
        assertThat(advance(advance(refunding, REFUNDED), TICKET_REJECTED).step())
                .isEqualTo(Step.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUND", "REJECT_TICKET"})
    void cancelledOnItsWayBackItEndsCancelled(Step step) {
        PlaceOrderSaga saga = remembered(AT.get(step));
        if (step == Step.REFUND) {
            saga = advance(saga, REFUNDED);
        }
        assertThat(advance(saga, TICKET_REJECTED).step()).isEqualTo(Step.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"VERIFY_USER", "APPROVED", "REJECTED", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void aSecondCancellationChangesNothing(Step step) {
        PlaceOrderSaga once = AT.get(step).onCancel().next();
        assertThat(once.onCancel()).isEqualTo(new Transition.Ignored<>(once));
    }

    @Test
    void everyStepIsDeclaredWithTheCommandThatItSends() {
        assertThat(PlaceOrderSaga.declaration().steps())
                .extracting(StepDeclaration::kind)
                .containsExactly(
                        Kind.NO_EFFECT,
                        Kind.COMPENSATABLE,
                        Kind.COMPENSATABLE,
                        Kind.PIVOT,
                        Kind.COMPENSATION,
                        Kind.COMPENSATION,
                        Kind.COMPENSATION);
        assertThat(AT.values())
                .filteredOn(saga -> !saga.step().isEnd())
                .hasSize(7)
                .allSatisfy(
                        saga ->
                                assertThat(saga.command())
                                        .isExactlyInstanceOf(saga.step().declaration().command()));
    }

    @Test
    void commandIdsAreDeterministicAndDifferFromStepToStep() {
        assertThat(AT.get(Step.PAY).commandId()).isEqualTo(TX + ":payment.pay:action");
        assertThat(AT.get(Step.REFUND).commandId()).isEqualTo(TX + ":payment.pay:compensation");
        assertThat(AT.values().stream().filter(saga -> !saga.step().isEnd()))
                .extracting(PlaceOrderSaga::commandId)
                .doesNotHaveDuplicates();
    }

    private static List<Class<? extends OrderSagaReply>> answers(Step step) {
        return switch (step) {
            case VERIFY_USER -> List.of(UserVerified.class, UserRefused.class);
            case CREATE_TICKET -> List.of(TicketCreated.class, TicketRefused.class);
            case PAY -> List.of(Paid.class, PaymentRefused.class);
            case APPROVE_TICKET -> List.of(TicketApproved.class, TicketApprovalRefused.class);
            case RECALL_TICKET -> List.of(TicketRejected.class, TicketAlreadyApproved.class);
            case REFUND -> List.of(PaymentRefunded.class);
            case REJECT_TICKET -> List.of(TicketRejected.class);
            case APPROVED, REJECTED, CANCELLED -> List.of();
        };
    }

    private static Stream<OrderSagaReply> replies() {
        return Stream.of(
                VERIFIED,
                new UserRefused(1, UserRefusal.USER_ABNORMAL),
                CREATED,
                new TicketRefused(ORDER, TicketRefusal.FULL_WAITING),
                PAID,
                new PaymentRefused(ORDER, PaymentRefusal.POINTS_SHORT),
                APPROVED,
                APPROVAL_REFUSED,
                REFUNDED,
                TICKET_REJECTED,
                ALREADY_APPROVED,
                TICKET_CANCELLED,
                CANCELLATION_REFUSED);
    }

    private static Map<Step, PlaceOrderSaga> reached() {
        Map<Step, PlaceOrderSaga> at = new EnumMap<>(Step.class);
        at.put(Step.VERIFY_USER, PlaceOrderSaga.start(TX, ORDER, 1, ITEMS));
        at.put(Step.CREATE_TICKET, advance(at.get(Step.VERIFY_USER), VERIFIED));
        at.put(Step.PAY, advance(at.get(Step.CREATE_TICKET), CREATED));
        at.put(Step.APPROVE_TICKET, advance(at.get(Step.PAY), PAID));
        at.put(Step.APPROVED, advance(at.get(Step.APPROVE_TICKET), APPROVED));
        at.put(Step.RECALL_TICKET, fail(at.get(Step.APPROVE_TICKET)));
        at.put(Step.REFUND, advance(at.get(Step.APPROVE_TICKET), APPROVAL_REFUSED));
        at.put(Step.REJECT_TICKET, advance(at.get(Step.REFUND), REFUNDED));
        at.put(Step.REJECTED, advance(at.get(Step.REJECT_TICKET), TICKET_REJECTED));
        at.put(Step.CANCELLED, cancelled(at.get(Step.VERIFY_USER)));
        return at;
    }

    private static PlaceOrderSaga advance(PlaceOrderSaga saga, OrderSagaReply reply) {
        Transition<PlaceOrderSaga> transition = saga.on(saga.commandId(), reply);
        assertThat(transition).isInstanceOf(Transition.Advanced.class);
        return transition.next();
    }

    private static PlaceOrderSaga sentAgain(PlaceOrderSaga saga) {
        Transition<PlaceOrderSaga> transition = saga.onTimeout(saga.commandId());
        assertThat(transition).isInstanceOf(Transition.SendAgain.class);
        return transition.next();
    }

    /** The saga after the customer's cancellation, which turns it round. */
    private static PlaceOrderSaga cancelled(PlaceOrderSaga saga) {
        Transition<PlaceOrderSaga> transition = saga.onCancel();
        assertThat(transition).isInstanceOf(Transition.Advanced.class);
        return transition.next();
    }

    /** The saga after the customer's cancellation, which it remembers. */
    private static PlaceOrderSaga remembered(PlaceOrderSaga saga) {
        Transition<PlaceOrderSaga> transition = saga.onCancel();
        assertThat(transition).isInstanceOf(Transition.Awaits.class);
        return transition.next();
    }

    /** The awaited command's id; an ended saga awaits none. */
    private static String idOf(PlaceOrderSaga saga) {
        return saga.step().isEnd() ? TX + ":order:action" : saga.commandId();
    }

    private static PlaceOrderSaga fail(PlaceOrderSaga saga) {
        Transition<PlaceOrderSaga> transition = saga.onFailure(saga.commandId());
        assertThat(transition).isInstanceOf(Transition.Advanced.class);
        return transition.next();
    }
}
