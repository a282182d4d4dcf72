package dev.ordersaga.order.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.CancelOrder;
import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** The saga through the broker: the test answers in the participants' place. */
class OrderRepliesIT extends RunningOrderService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired private PlaceOrder placeOrder;
    @Autowired private CancelOrder cancelOrder;
    @Autowired private Orders orders;
    @Autowired private Sagas sagas;
    @Autowired private Timeline timeline;

    private final MessageCodec codec = new MessageCodec();
    private final Map<String, List<Delivery>> commands = new ConcurrentHashMap<>();
    private Connection connection;
    private Channel channel;
    private Order placed;

    @BeforeEach
    void listenAndPlaceAnOrder() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestServers.get().brokerUri(VIRTUAL_HOST));
        factory.setUsername(TestServers.get().brokerUser());
        factory.setPassword(TestServers.get().brokerPassword());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.exchangeDeclare(Exchanges.COMMANDS, "topic", true);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Exchanges.COMMANDS, "#");
        channel.basicConsume(queue, true, (_, delivery) -> note(delivery), _ -> {});
        placed =
                Objects.requireNonNull(
                        placeOrder.handle(1, List.of(OrderItem.unpriced(123, 4))).block(PATIENCE));
    }

    @AfterEach
    void hangUp() throws Exception {
        connection.close();
    }

    @Test
    void anOrderThatEverybodyAgreesToIsApproved() throws Exception {
        upToApproval();
        answer("kitchen.ticket.approve", "action", new TicketApproved(placed.orderId()));
        Order approved = await(OrderStatus.APPROVED);
        assertThat(approved.totalPrice())
                .isEqualTo(new dev.ordersaga.order.domain.Money(36_000, "KRW"));
        assertThat(approved.productItems()).containsExactly(new OrderItem(123, 4, 9_000L));
    }

    @Test
    void aRefusedApprovalIsUndoneInReverseOrder() throws Exception {
        upToApproval();
        answer(
                "kitchen.ticket.approve",
                "action",
                new TicketApprovalRefused(placed.orderId(), ApprovalRefusal.PORTIONS_SHORT));
        answer("payment.pay", "compensation", new PaymentRefunded(placed.orderId()));
        answer("kitchen.ticket.create", "compensation", new TicketRejected(placed.orderId()));
        assertThat(await(OrderStatus.REJECTED).rejectReason())
                .isEqualTo(RejectReason.TICKET_REJECTED);
    }

    @Test
    void anApprovedOrderIsCancelledByASagaOfItsOwn() throws Exception {
        upToApproval();
        answer("kitchen.ticket.approve", "action", new TicketApproved(placed.orderId()));
        await(OrderStatus.APPROVED);
        cancelOrder.handle(placed.orderId()).block(PATIENCE);
        await(OrderStatus.CANCEL_PENDING);
        answerCancellation("kitchen.ticket.cancel", new TicketCancelled(placed.orderId()));
        answerCancellation("payment.refund", new PaymentRefunded(placed.orderId()));
        await(OrderStatus.CANCELLED);
        assertThat(placing().step().isEnd()).isTrue();
        assertThat(cancelling().step()).isEqualTo(CancelOrderSaga.Step.CANCELLED);
    }

    @Test
    void anOrderWhoseCancellationIsRefusedIsApprovedAgain() throws Exception {
        upToApproval();
        cancelOrder.handle(placed.orderId()).block(PATIENCE);
        answer("kitchen.ticket.approve", "action", new TicketApproved(placed.orderId()));
        await(OrderStatus.CANCEL_PENDING);
        answerCancellation(
                "kitchen.ticket.cancel",
                new TicketCancellationRefused(
                        placed.orderId(), CancellationRefusal.COOKING_HAS_BEGUN));
        assertThat(await(OrderStatus.APPROVED).cancelRefusal())
                .isEqualTo(CancelRefusal.COOKING_HAS_BEGUN);
    }

    @Test
    void anOrderThatIsCancelledWhileItIsPaidForIsUndone() throws Exception {
        upToPayment();
        awaitCommand(commandId("payment.pay", "action"), 1);
        cancelOrder.handle(placed.orderId()).block(PATIENCE);
        answer("payment.pay", "compensation", new PaymentRefunded(placed.orderId()));
        answer("payment.pay", "action", new Paid(placed.orderId(), UUID.randomUUID()));
        answer("kitchen.ticket.create", "compensation", new TicketRejected(placed.orderId()));
        await(OrderStatus.CANCELLED);
        assertThat(entries())
                .filteredOn(entry -> entry.direction() == Direction.IGNORED)
                .extracting(TimelineEntry::outcome)
                .containsExactly("Paid");
    }

    @Test
    void customersWhoCancelAtTheSameTimeStartOneCancellation() throws Exception {
        upToApproval();
        answer("kitchen.ticket.approve", "action", new TicketApproved(placed.orderId()));
        await(OrderStatus.APPROVED);
        List<CancelOrder.Outcome> outcomes =
                Flux.range(0, 20)
                        .flatMap(_ -> cancelOrder.handle(placed.orderId()), 20)
                        .collectList()
                        .block(PATIENCE);
        assertThat(outcomes).hasSize(20).hasOnlyElementsOfType(CancelOrder.Outcome.Accepted.class);
        assertThat(sagas.ofOrder(placed.orderId()).collectList().block(PATIENCE)).hasSize(2);
    }

    @Test
    void aReplyThatComesAgainIsNotedAndChangesNothing() throws Exception {
        upToApproval();
        String verify = commandId("user.verify", "action");
        send("user.verify", verify, verify + ":reply", new UserVerified(1, "Kim"));
        send("user.verify", verify, "another-message", new UserVerified(1, "Kim"));
        Awaitility.await("both are noted")
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(entries())
                                        .filteredOn(e -> e.direction() == Direction.IGNORED)
                                        .extracting(TimelineEntry::reason)
                                        .containsExactlyInAnyOrder("duplicate", "not awaited"));
        answer("kitchen.ticket.approve", "action", new TicketApproved(placed.orderId()));
        await(OrderStatus.APPROVED);
        assertThat(entries())
                .extracting(TimelineEntry::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    private void upToPayment() throws Exception {
        answer("user.verify", "action", new UserVerified(1, "Kim"));
        answer(
                "kitchen.ticket.create",
                "action",
                new TicketCreated(
                        placed.orderId(),
                        List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))),
                        new Money(36_000, "KRW")));
    }

    private void upToApproval() throws Exception {
        upToPayment();
        answer("payment.pay", "action", new Paid(placed.orderId(), UUID.randomUUID()));
        awaitCommand(commandId("kitchen.ticket.approve", "action"), 1);
    }

    /** Waits for the command and answers it. */
    private void answer(String step, String phase, Reply reply) throws Exception {
        String id = commandId(step, phase);
        Delivery command = awaitCommand(id, 1);
        send(command.getEnvelope().getRoutingKey(), id, id + ":reply", reply);
    }

    /** Waits for the command of the cancellation and answers it. */
    private void answerCancellation(String step, Reply reply) throws Exception {
        UUID txId = cancelling().txId();
        String id = CommandId.action(txId, step);
        awaitCommand(id, 1);
        publish(
                step,
                id,
                id + ":reply",
                new TargetEventMessage(Target.ORDER_CANCELLATION, txId, reply));
    }

    private OrderSaga placing() {
        return sagasOfTheOrder().getFirst();
    }

    private CancelOrderSaga cancelling() {
        return (CancelOrderSaga) sagasOfTheOrder().getLast();
    }

    private List<OrderSaga> sagasOfTheOrder() {
        return sagas.ofOrder(placed.orderId()).map(RunningSaga::saga).collectList().block(PATIENCE);
    }

    private void send(String commandKey, String commandId, String messageId, Reply reply)
            throws Exception {
        publish(
                commandKey,
                commandId,
                messageId,
                new TargetEventMessage(Target.ORDER_CREATION, placed.txId(), reply));
    }

    private void publish(String commandKey, String commandId, String messageId, EventMessage body)
            throws Exception {
        channel.basicPublish(
                Exchanges.REPLIES,
                Exchanges.replyKey(Target.ORDER_CREATION, commandKey),
                new AMQP.BasicProperties.Builder()
                        .messageId(messageId)
                        .correlationId(commandId)
                        .build(),
                codec.write(body));
    }

    private String commandId(String step, String phase) {
        return placed.txId() + ":" + step + ":" + phase;
    }

    private void note(Delivery delivery) {
        commands.merge(
                delivery.getProperties().getMessageId(),
                List.of(delivery),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }

    private Delivery awaitCommand(String commandId, int times) {
        return Awaitility.await(commandId)
                .atMost(PATIENCE)
                .until(
                        () -> commands.getOrDefault(commandId, List.of()),
                        heard -> heard.size() >= times)
                .getFirst();
    }

    private Order await(OrderStatus status) {
        return Awaitility.await("the order is " + status)
                .atMost(PATIENCE)
                .until(
                        () -> orders.read(placed.orderId()).block(PATIENCE),
                        order -> order.status() == status);
    }

    private List<TimelineEntry> entries() {
        return timeline.of(placed.txId()).collectList().block(PATIENCE);
    }
}
