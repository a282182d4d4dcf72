package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class AdvanceSagaTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Money TOTAL = new Money(36_000, "KRW");

    private final InMemory world = new InMemory();
    private final AdvanceSaga advanceSaga =
            new AdvanceSaga(
                    world.orderPort,
                    world.sagaPort,
                    world.timelinePort,
                    world.outboxPort,
                    DEADLINES,
                    new Admission(NOON, new Random(1)),
                    NOON);
    private Order placed;

    @BeforeEach
    void placeAnOrder() {
        PlaceOrder placeOrder =
                new PlaceOrder(
                        world.orderPort,
                        world.sagaPort,
                        world.timelinePort,
                        world.outboxPort,
                        world.transactions,
                        DEADLINES,
                        new Admission(NOON, new Random(1)),
                        InMemory.anyNumber(),
                        NOON);
        placed = placeOrder.handle(1, List.of(OrderItem.unpriced(123, 4))).block();
    }

    @Test
    void aPlacedOrderIsPendingAndItsFirstCommandIsOnItsWay() {
        assertThat(world.orders).containsValue(placed);
        assertThat(placed.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(lastSent()).isEqualTo("VerifyUser");
        assertThat(directions()).containsExactly(Direction.LOCAL, Direction.SENT);
    }

    @Test
    void anOrderThatEverybodyAgreesToIsApprovedWithTheKitchensPrices() {
        upToApproval();
        hear("kitchen.ticket.approve", new TicketApproved(placed.orderId()));

        Order approved = order();
        assertThat(approved.status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(approved.totalPrice())
                .isEqualTo(new dev.ordersaga.order.domain.Money(36_000, "KRW"));
        assertThat(approved.productItems()).containsExactly(new OrderItem(123, 4, 9_000L));
        assertThat(lastSent()).isEqualTo("OrderStatusChanged");
    }

    @Test
    void aRefusedApprovalIsRefundedAndRejected() {
        upToApproval();
        hear(
                "kitchen.ticket.approve",
                new TicketApprovalRefused(placed.orderId(), ApprovalRefusal.PORTIONS_SHORT));
        assertThat(lastSent()).isEqualTo("Refund");
        hearCompensated("payment.pay", new PaymentRefunded(placed.orderId()));
        assertThat(lastSent()).isEqualTo("RejectTicket");
        hearCompensated("kitchen.ticket.create", new TicketRejected(placed.orderId()));

        assertThat(order().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(order().rejectReason()).isEqualTo(RejectReason.TICKET_REJECTED);
    }

    @Test
    void aRefusedPaymentIsRejected() {
        upToPayment();
        hear("payment.pay", new PaymentRefused(placed.orderId(), PaymentRefusal.POINTS_SHORT));
        hearCompensated("kitchen.ticket.create", new TicketRejected(placed.orderId()));
        assertThat(order().rejectReason()).isEqualTo(RejectReason.REJECT_DURING_PAYMENT);
    }

    @Test
    void aRefusedTicketIsRejectedAtOnce() {
        hear("user.verify", new UserVerified(1, "Kim"));
        hear(
                "kitchen.ticket.create",
                new TicketRefused(placed.orderId(), TicketRefusal.FULL_WAITING));
        assertThat(order().rejectReason()).isEqualTo(RejectReason.FULL_WAITING);
    }

    @Test
    void aRefusedUserIsRejectedAtOnce() {
        hear("user.verify", new UserRefused(1, UserRefusal.USER_ABNORMAL));
        assertThat(order().rejectReason()).isEqualTo(RejectReason.USER_ABNORMAL);
        assertThat(world.entries.getLast().reason()).isEqualTo("USER_ABNORMAL");
    }

    @Test
    void aLateReplyIsNotedAndChangesNothing() {
        upToPayment();
        int sent = world.sent.size();
        hear("user.verify", new UserVerified(1, "Kim"));
        assertThat(world.sent).hasSize(sent);
        assertThat(saga().saga().step()).isEqualTo(Step.PAY);
        assertThat(world.entries.getLast().direction()).isEqualTo(Direction.IGNORED);
    }

    @Test
    void aReplyToAnEndedSagaIsNotedAndChangesNothing() {
        aRefusedUserIsRejectedAtOnce();
        Order ended = order();
        hear("user.verify", new UserVerified(1, "Kim"));
        assertThat(order()).isEqualTo(ended);
        assertThat(world.entries.getLast().direction()).isEqualTo(Direction.IGNORED);
    }

    @Test
    void aDuplicateIsNotedAndChangesNothing() {
        hear("user.verify", new UserVerified(1, "Kim"));
        int sent = world.sent.size();
        StepVerifier.create(
                        advanceSaga.onDuplicate(
                                reply(
                                        CommandId.action(placed.txId(), "user.verify"),
                                        new UserVerified(1, "Kim"))))
                .verifyComplete();
        assertThat(world.sent).hasSize(sent);
        assertThat(world.entries.getLast().reason()).isEqualTo("duplicate");
    }

    @Test
    void entriesAreNumberedWithoutGaps() {
        upToApproval();
        assertThat(world.entries)
                .extracting(TimelineEntry::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(saga().entries()).isEqualTo(8);
    }

    @Test
    void aReplyToASagaThatIsNotKnownIsLeftAlone() {
        StepVerifier.create(
                        advanceSaga.onReply(
                                new Incoming<>(
                                        Target.ORDER_CREATION,
                                        UUID.randomUUID(),
                                        "id",
                                        "id",
                                        new UserVerified(1, "Kim"))))
                .verifyComplete();
        assertThat(world.entries).hasSize(2);
    }

    @Test
    void aSagaThatEndsWithoutItsOrderIsAnErrorOfTheWholeStep() {
        world.orders.clear();
        String verify = CommandId.action(placed.txId(), "user.verify");
        StepVerifier.create(
                        advanceSaga.onReply(
                                reply(verify, new UserRefused(1, UserRefusal.USER_ABNORMAL))))
                .verifyErrorMessage(
                        "saga %s has no order %s".formatted(placed.txId(), placed.orderId()));
    }

    @Test
    void aStepThatFailedIsUndone() {
        upToPayment();
        fail(CommandId.action(placed.txId(), "payment.pay"));
        assertThat(lastSent()).isEqualTo("Refund");
        assertThat(world.entries).anyMatch(entry -> "ErrorEventMessage".equals(entry.outcome()));
    }

    @Test
    void aCompensationThatFailedIsSentAgainUnderTheSameIdWhenItIsLate() {
        upToApproval();
        hear(
                "kitchen.ticket.approve",
                new TicketApprovalRefused(placed.orderId(), ApprovalRefusal.KITCHEN_CLOSED));
        Outgoing first = world.sent.getLast();
        int sent = world.sent.size();
        fail(CommandId.compensation(placed.txId(), "payment.pay"));
        assertThat(world.sent).hasSize(sent);
        timeOut();
        assertThat(world.sent).hasSize(sent + 1);
        assertThat(world.sent.getLast()).isEqualTo(first);
    }

    @Test
    void anAnswerThatIsLateMakesTheSagaSendAgainAndWaitTwiceAsLong() {
        assertThat(saga().deadline()).isEqualTo(NOON.instant().plusSeconds(10));
        timeOut();
        assertThat(saga().deadline()).isEqualTo(NOON.instant().plusSeconds(20));
        assertThat(saga().saga().sends()).isEqualTo(2);
        assertThat(world.sent).hasSize(2);
        assertThat(world.sent.getLast()).isEqualTo(world.sent.getFirst());
        assertThat(world.entries)
                .extracting(TimelineEntry::outcome)
                .containsExactly("PENDING", "VerifyUser", "TIMEOUT", "VerifyUser");
    }

    @Test
    void aUserServiceThatNeverAnswersEndsTheOrder() {
        timeOut();
        timeOut();
        timeOut();
        assertThat(order().rejectReason()).isEqualTo(RejectReason.STEP_FAILED);
        assertThat(saga().deadline()).isNull();
    }

    @Test
    void aPaymentThatNeverAnswersIsRefundedAndTheTicketRejected() {
        upToPayment();
        timeOut();
        timeOut();
        timeOut();
        assertThat(lastSent()).isEqualTo("Refund");
        hearCompensated("payment.pay", new PaymentRefunded(placed.orderId()));
        hearCompensated("kitchen.ticket.create", new TicketRejected(placed.orderId()));
        assertThat(order().rejectReason()).isEqualTo(RejectReason.STEP_FAILED);
    }

    @Test
    void anAnswerThatComesAfterTheSagaHasTurnedIsNotedAndChangesNothing() {
        upToPayment();
        timeOut();
        timeOut();
        timeOut();
        hear("payment.pay", new Paid(placed.orderId(), UUID.randomUUID()));
        assertThat(saga().saga().step()).isEqualTo(Step.REFUND);
        assertThat(world.entries.getLast().direction()).isEqualTo(Direction.IGNORED);
    }

    @Test
    void aSagaThatCannotBeUndoneIsMarkedAndGoesOnTrying() {
        upToPayment();
        fail(CommandId.action(placed.txId(), "payment.pay"));
        for (int send = 1; send <= 6; send++) {
            timeOut();
        }
        assertThat(world.entries).extracting(TimelineEntry::outcome).contains("COMPENSATION_STUCK");
        assertThat(lastSent()).isEqualTo("Refund");
        hearCompensated("payment.pay", new PaymentRefunded(placed.orderId()));
        assertThat(lastSent()).isEqualTo("RejectTicket");
    }

    @Test
    void onlySagasThatAreLateAreChased() {
        Clock tenSecondsLater = Clock.offset(NOON, Duration.ofSeconds(10));
        Clock justBefore = Clock.offset(NOON, Duration.ofSeconds(9));
        StepVerifier.create(chase(justBefore).run()).expectNext(false).verifyComplete();
        assertThat(saga().saga().sends()).isEqualTo(1);
        StepVerifier.create(chase(tenSecondsLater).run()).expectNext(false).verifyComplete();
        assertThat(saga().saga().sends()).isEqualTo(2);
    }

    private ChaseLateSagas chase(Clock clock) {
        return new ChaseLateSagas(
                world.sagaPort::late,
                advanceSaga::onTimeout,
                world.transactions,
                Duration.ofSeconds(1),
                clock);
    }

    private void timeOut() {
        StepVerifier.create(advanceSaga.onTimeout(List.of(placed.txId()))).verifyComplete();
    }

    @Test
    void anOutboxThatIsDownIsAnErrorOfTheWholeStep() {
        world.outboxIsDown = true;
        StepVerifier.create(
                        advanceSaga.onReply(
                                reply(
                                        CommandId.action(placed.txId(), "user.verify"),
                                        new UserVerified(1, "Kim"))))
                .verifyErrorMessage("the outbox is down");
    }

    private void upToPayment() {
        hear("user.verify", new UserVerified(1, "Kim"));
        hear(
                "kitchen.ticket.create",
                new TicketCreated(
                        placed.orderId(),
                        List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))),
                        TOTAL));
    }

    private void upToApproval() {
        upToPayment();
        hear("payment.pay", new Paid(placed.orderId(), UUID.randomUUID()));
    }

    private void hear(String step, OrderSagaReply reply) {
        StepVerifier.create(
                        advanceSaga.onReply(reply(CommandId.action(placed.txId(), step), reply)))
                .verifyComplete();
    }

    private void hearCompensated(String step, OrderSagaReply reply) {
        StepVerifier.create(
                        advanceSaga.onReply(
                                reply(CommandId.compensation(placed.txId(), step), reply)))
                .verifyComplete();
    }

    private void fail(String commandId) {
        StepVerifier.create(
                        advanceSaga.onFailure(
                                new Incoming<>(
                                        Target.ORDER_CREATION,
                                        placed.txId(),
                                        commandId + ":error",
                                        commandId,
                                        "gave up")))
                .verifyComplete();
    }

    private Incoming<OrderSagaReply> reply(String commandId, OrderSagaReply reply) {
        return new Incoming<>(
                Target.ORDER_CREATION, placed.txId(), commandId + ":reply", commandId, reply);
    }

    private Order order() {
        return world.orders.get(placed.orderId());
    }

    private RunningSaga saga() {
        return world.sagas.get(placed.txId());
    }

    private String lastSent() {
        Message message = ((TargetEventMessage) world.sent.getLast().body()).message();
        return message.getClass().getSimpleName();
    }

    private List<Direction> directions() {
        return world.entries.stream().map(TimelineEntry::direction).toList();
    }
}
