package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.order.application.CancelOrder.Outcome;
import dev.ordersaga.order.application.CancelOrder.Outcome.Accepted;
import dev.ordersaga.order.application.CancelOrder.Outcome.Refused;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.saga.CancelOrderSaga;
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

class CancelOrderTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20));

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
    private final CancelOrder cancelOrder =
            new CancelOrder(
                    world.orderPort,
                    world.sagaPort,
                    world.timelinePort,
                    advanceSaga,
                    world.outboxPort,
                    world.transactions,
                    DEADLINES,
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
    void anApprovedOrderIsCancelledAndItsPaymentGivenBack() {
        upToApproval();
        hear("kitchen.ticket.approve", new TicketApproved(placed.orderId()));

        assertThat(cancel()).isEqualTo(new Accepted(order()));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(sent()).endsWith("OrderStatusChanged", "CancelTicket");

        hearCancellation("kitchen.ticket.cancel", new TicketCancelled(placed.orderId()));
        assertThat(sent()).endsWith("CancelTicket", "Refund");
        hearCancellation("payment.refund", new PaymentRefunded(placed.orderId()));

        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().totalPrice()).isNotNull();
        assertThat(statuses()).containsExactly("APPROVED", "CANCEL_PENDING", "CANCELLED");
        assertThat(world.entries.stream().filter(e -> e.txId().equals(cancellation().txId())))
                .extracting(TimelineEntry::outcome)
                .containsExactly(
                        "CANCEL_PENDING",
                        "CancelTicket",
                        "TicketCancelled",
                        "Refund",
                        "PaymentRefunded",
                        "CANCELLED");
    }

    @Test
    void theCommandsOfTheCancellationAreOfItsOwnSaga() {
        approved();
        cancel();

        Outgoing command = world.sent.getLast();
        assertThat(command.body().target()).isEqualTo(Target.ORDER_CANCELLATION);
        assertThat(command.body().txId())
                .isEqualTo(cancellation().txId())
                .isNotEqualTo(placed.txId());
        assertThat(command.messageId())
                .isEqualTo(CommandId.action(cancellation().txId(), "kitchen.ticket.cancel"));
        assertThat(world.sagas.get(cancellation().txId()).deadline())
                .isEqualTo(NOON.instant().plusSeconds(10));
    }

    @Test
    void anOrderThatTheKitchenCooksAlreadyIsApprovedAgainAndSaysWhy() {
        approved();
        cancel();

        hearCancellation(
                "kitchen.ticket.cancel",
                new TicketCancellationRefused(
                        placed.orderId(), CancellationRefusal.COOKING_HAS_BEGUN));

        assertThat(order().status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(order().cancelRefusal()).isEqualTo(CancelRefusal.COOKING_HAS_BEGUN);
        assertThat(statuses()).containsExactly("APPROVED", "CANCEL_PENDING", "APPROVED");
        assertThat(world.sent).extracting(Outgoing::messageId).doesNotHaveDuplicates();
        assertThat(world.entries.getLast().outcome()).isEqualTo("APPROVED");
        assertThat(world.entries.getLast().reason()).isEqualTo("COOKING_HAS_BEGUN");
        assertThat(cancel()).isEqualTo(new Refused(order()));
    }

    @Test
    void askedAgainWhileItIsCancelledAndAfterwardsNothingMoreHappens() {
        approved();
        cancel();
        nothingMoreHappens();
        hearCancellation("kitchen.ticket.cancel", new TicketCancelled(placed.orderId()));
        nothingMoreHappens();
        hearCancellation("payment.refund", new PaymentRefunded(placed.orderId()));
        nothingMoreHappens();
    }

    @Test
    void aRefundThatNeverSucceedsIsMarkedAndGoesOnBeingTried() {
        approved();
        cancel();
        hearCancellation("kitchen.ticket.cancel", new TicketCancelled(placed.orderId()));
        for (int send = 1; send <= 6; send++) {
            StepVerifier.create(advanceSaga.onTimeout(List.of(cancellation().txId())))
                    .verifyComplete();
        }
        assertThat(world.entries).extracting(TimelineEntry::outcome).contains("COMPENSATION_STUCK");
        assertThat(sent()).endsWith("Refund", "Refund");
        assertThat(order().status()).isEqualTo(OrderStatus.CANCEL_PENDING);
    }

    @Test
    void anOrderThatIsCancelledAtOnceEndsAtOnce() {
        assertThat(cancel()).isEqualTo(new Accepted(order()));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(world.sagas.get(placed.txId()).deadline()).isNull();
        assertThat(world.entries)
                .extracting(TimelineEntry::outcome)
                .containsExactly("PENDING", "VerifyUser", "CANCEL_REQUESTED", "CANCELLED");
        hear("user.verify", new UserVerified(1, "Kim"));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(world.entries.getLast().direction()).isEqualTo(Direction.IGNORED);
    }

    @Test
    void anOrderThatIsCancelledWhileItIsPaidForIsUndoneAndCancelled() {
        upToPayment();
        cancel();
        assertThat(sent()).endsWith("Pay", "Refund");
        nothingMoreHappens();
        hearCompensated("payment.pay", new PaymentRefunded(placed.orderId()));
        hearCompensated("kitchen.ticket.create", new TicketRejected(placed.orderId()));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().rejectReason()).isNull();
        assertThat(statuses()).containsExactly("CANCELLED");
    }

    @Test
    void aCancellationThatComesTooLateForThePivotFollowsTheApprovalInOneGo() {
        upToApproval();
        cancel();
        assertThat(order().status()).isEqualTo(OrderStatus.PENDING);
        nothingMoreHappens();

        hear("kitchen.ticket.approve", new TicketApproved(placed.orderId()));

        assertThat(order().status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(statuses()).containsExactly("APPROVED", "CANCEL_PENDING");
        assertThat(sent()).endsWith("CancelTicket");
        hearCancellation("kitchen.ticket.cancel", new TicketCancelled(placed.orderId()));
        hearCancellation("payment.refund", new PaymentRefunded(placed.orderId()));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void anApprovalThatIsRefusedAfterTheCancellationEndsCancelled() {
        upToApproval();
        cancel();
        hear(
                "kitchen.ticket.approve",
                new TicketApprovalRefused(placed.orderId(), ApprovalRefusal.PORTIONS_SHORT));
        hearCompensated("payment.pay", new PaymentRefunded(placed.orderId()));
        hearCompensated("kitchen.ticket.create", new TicketRejected(placed.orderId()));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void whatIsRememberedKeepsItsDeadline() {
        upToApproval();
        RunningSaga before = world.sagas.get(placed.txId());
        cancel();
        assertThat(world.sagas.get(placed.txId()).deadline()).isEqualTo(before.deadline());
        assertThat(world.sagas.get(placed.txId()).saga().sends()).isEqualTo(1);
    }

    @Test
    void aRejectedOrderCannotBeCancelled() {
        hear("user.verify", new UserRefused(1, UserRefusal.USER_ABNORMAL));
        int entries = world.entries.size();
        assertThat(cancel()).isEqualTo(new Refused(order()));
        assertThat(world.entries).hasSize(entries);
    }

    @Test
    void anUnknownOrderIsNoOrder() {
        StepVerifier.create(cancelOrder.handle(UUID.randomUUID())).verifyComplete();
    }

    @Test
    void anOrderWithoutItsSagaIsAnError() {
        world.sagas.clear();
        StepVerifier.create(cancelOrder.handle(placed.orderId()))
                .verifyErrorMessage(
                        "order %s has no saga %s".formatted(placed.orderId(), placed.txId()));
    }

    private Outcome cancel() {
        return cancelOrder.handle(placed.orderId()).block();
    }

    /** To be cancelled once more is accepted as before, and has no effect. */
    private void nothingMoreHappens() {
        Order before = order();
        int sent = world.sent.size();
        int entries = world.entries.size();
        assertThat(cancel()).isEqualTo(new Accepted(before));
        assertThat(order()).isEqualTo(before);
        assertThat(world.sent).hasSize(sent);
        assertThat(world.entries).hasSize(entries);
    }

    private void approved() {
        upToApproval();
        hear("kitchen.ticket.approve", new TicketApproved(placed.orderId()));
    }

    private void upToApproval() {
        upToPayment();
        hear("payment.pay", new Paid(placed.orderId(), UUID.randomUUID()));
    }

    private void upToPayment() {
        hear("user.verify", new UserVerified(1, "Kim"));
        hear(
                "kitchen.ticket.create",
                new TicketCreated(
                        placed.orderId(),
                        List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))),
                        new Money(36_000, "KRW")));
    }

    private void hear(String step, OrderSagaReply reply) {
        hear(Target.ORDER_CREATION, placed.txId(), CommandId.action(placed.txId(), step), reply);
    }

    private void hearCompensated(String step, OrderSagaReply reply) {
        hear(
                Target.ORDER_CREATION,
                placed.txId(),
                CommandId.compensation(placed.txId(), step),
                reply);
    }

    private void hearCancellation(String step, OrderSagaReply reply) {
        UUID txId = cancellation().txId();
        hear(Target.ORDER_CANCELLATION, txId, CommandId.action(txId, step), reply);
    }

    private void hear(Target target, UUID txId, String commandId, OrderSagaReply reply) {
        StepVerifier.create(
                        advanceSaga.onReply(
                                new Incoming<>(
                                        target, txId, commandId + ":reply", commandId, reply)))
                .verifyComplete();
    }

    private CancelOrderSaga cancellation() {
        return world.sagas.values().stream()
                .map(RunningSaga::saga)
                .filter(CancelOrderSaga.class::isInstance)
                .map(CancelOrderSaga.class::cast)
                .reduce(
                        (_, _) -> {
                            throw new AssertionError("more than one cancellation");
                        })
                .orElseThrow();
    }

    private Order order() {
        return world.orders.get(placed.orderId());
    }

    private List<String> sent() {
        return messages().stream().map(message -> message.getClass().getSimpleName()).toList();
    }

    private List<String> statuses() {
        return messages().stream()
                .filter(OrderStatusChanged.class::isInstance)
                .map(message -> ((OrderStatusChanged) message).status())
                .toList();
    }

    private List<Message> messages() {
        return world.sent.stream()
                .map(outgoing -> ((TargetEventMessage) outgoing.body()).message())
                .toList();
    }
}
