package dev.ordersaga.order.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.messaging.testing.Letter;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Very many replies to many sagas, of which 30 % come again, among replies that nobody waits for,
 * in random order.
 */
@ExtendWith(Connected.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "order.answer-deadline.first=1h",
            "order.answer-deadline.longest=10h",
            "order.answer-deadline.look-every=1h",
            "order.limits.open-orders=0"
        })
class ReplyFloodIT {

    private static final int REPLIES = Flood.size(100_000, 2_000);
    private static final double REPEATS = 0.3;
    private static final int AT_ONCE = 32;
    private static final long BUYER = 1;
    private static final String VIRTUAL_HOST = TestServers.get().newVirtualHost();
    private static final String SCHEMA = TestServers.get().newSchema();
    private static final String VERIFY = "user.verify";
    private static final String CREATE = "kitchen.ticket.create";
    private static final String PAY = "payment.pay";
    private static final String APPROVE = "kitchen.ticket.approve";
    private static final String OUTCOMES =
            "SELECT HEX(o.order_id), CONCAT_WS(' ', o.status, o.reject_reason, o.total, s.step)"
                    + " FROM orders o JOIN saga s ON s.tx_id = o.tx_id";
    private static final String TIMELINES =
            "SELECT HEX(tx_id), GROUP_CONCAT(outcome ORDER BY number) FROM saga_timeline"
                    + " WHERE direction <> 'IGNORED' GROUP BY tx_id";
    private static final String IGNORED =
            "SELECT COUNT(*) FROM saga_timeline WHERE direction = 'IGNORED'";

    @Autowired private PlaceOrder placeOrder;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.get()
                .properties(VIRTUAL_HOST, SCHEMA)
                .forEach((name, value) -> registry.add(name, () -> value));
    }

    @Test
    void leaveWhatTheyLeaveOnceAndInOrder() throws Exception {
        try (Flood flood = new Flood(VIRTUAL_HOST)) {
            flood.listen(_ -> {}, Exchanges.COMMANDS);
            World orderly = new World();
            handle(flood, Flood.inOrder(orderly.replies));

            World flooded = new World();
            List<Letter> letters = Flood.shuffled(flooded.replies, REPEATS, new Random(6));
            assertThat(letters).hasSizeBetween(REPLIES - 10, REPLIES + 10);
            long ignored = TestServers.get().number(SCHEMA, IGNORED);
            handle(flood, letters);
            assertThat(flooded.outcomes()).isEqualTo(orderly.outcomes());
            assertThat(flooded.timelines()).isEqualTo(orderly.timelines());
            assertThat(TestServers.get().number(SCHEMA, IGNORED)).isGreaterThan(ignored);

            handle(flood, letters);
            assertThat(flooded.outcomes()).isEqualTo(orderly.outcomes());
            assertThat(flooded.timelines()).isEqualTo(orderly.timelines());
        }
    }

    private static void handle(Flood flood, Collection<Letter> letters) throws Exception {
        flood.handleAll(WorkQueue.ORDER_REPLIES, SCHEMA, letters, ofAnUnknownSaga());
    }

    private static Letter ofAnUnknownSaga() {
        UUID txId = Ids.timeOrdered();
        return answer(txId, VERIFY, CommandId.action(txId, VERIFY), new UserVerified(BUYER, "Kim"));
    }

    private static Letter answer(UUID txId, String step, String commandId, Reply reply) {
        return Letter.reply(Target.ORDER_CREATION, txId, step, commandId, reply);
    }

    /** Orders of its own, and always the same replies to them. */
    private final class World {

        private final List<Order> orders = new ArrayList<>();
        private final List<List<Letter>> replies = new ArrayList<>();

        World() {
            List<Case> cases = cases();
            Flux.fromIterable(cases)
                    .flatMapSequential(_ -> place(), AT_ONCE)
                    .doOnNext(orders::add)
                    .blockLast();
            for (int number = 0; number < cases.size(); number++) {
                Answers answers = new Answers(orders.get(number));
                replies.add(cases.get(number).replies(answers));
                replies.addAll(Flood.loose(answers.notAwaited(), ofAnUnknownSaga()));
            }
        }

        private static List<Case> cases() {
            List<Case> cases = new ArrayList<>();
            double letters = 0;
            for (int number = 0; letters < REPLIES * (1 - REPEATS); number++) {
                Case next = Case.values()[number % Case.values().length];
                cases.add(next);
                letters += next.number + 2;
            }
            return cases;
        }

        private Mono<Order> place() {
            return placeOrder.handle(BUYER, List.of(OrderItem.unpriced(123, 4)));
        }

        /** For each order, in order, what became of it. */
        List<String> outcomes() {
            Map<String, String> known = TestServers.get().pairs(SCHEMA, OUTCOMES);
            return orders.stream().map(order -> known.get(hex(order.orderId()))).toList();
        }

        /** For each saga, in order, what happened to it. */
        List<String> timelines() {
            Map<String, String> known = TestServers.get().pairs(SCHEMA, TIMELINES);
            return orders.stream().map(order -> known.get(hex(order.txId()))).toList();
        }

        private static String hex(UUID id) {
            return id.toString().replace("-", "").toUpperCase();
        }
    }

    /** A way through the saga. */
    private enum Case {
        APPROVED(4),
        NOT_VERIFIED(1),
        NO_TICKET(2),
        NOT_PAID(4),
        NOT_APPROVED(6),
        PAYMENT_UNKNOWN(5),
        APPROVAL_UNKNOWN(5);

        private final int number;

        Case(int number) {
            this.number = number;
        }

        List<Letter> replies(Answers its) {
            return switch (this) {
                case APPROVED -> List.of(its.verified(), its.created(), its.paid(), its.approved());
                case NOT_VERIFIED -> List.of(its.unverified());
                case NO_TICKET -> List.of(its.verified(), its.refused());
                case NOT_PAID ->
                        List.of(its.verified(), its.created(), its.unpaid(), its.rejected());
                case NOT_APPROVED ->
                        List.of(
                                its.verified(),
                                its.created(),
                                its.paid(),
                                its.unapproved(),
                                its.refunded(),
                                its.rejected());
                case PAYMENT_UNKNOWN ->
                        List.of(
                                its.verified(),
                                its.created(),
                                its.gaveUp(PAY),
                                its.refunded(),
                                its.rejected());
                case APPROVAL_UNKNOWN ->
                        List.of(
                                its.verified(),
                                its.created(),
                                its.paid(),
                                its.gaveUp(APPROVE),
                                its.alreadyApproved());
            };
        }
    }

    /** What the participants can answer about an order. */
    private record Answers(Order order) {

        private static final Money PRICE = new Money(9_000, "KRW");

        Letter verified() {
            return action(VERIFY, new UserVerified(BUYER, "Kim"));
        }

        Letter unverified() {
            return action(VERIFY, new UserRefused(BUYER, UserRefusal.USER_ABNORMAL));
        }

        Letter created() {
            return action(
                    CREATE,
                    new TicketCreated(
                            order.orderId(),
                            List.of(new PricedItem(123, 4, PRICE)),
                            new Money(36_000, "KRW")));
        }

        Letter refused() {
            return action(
                    CREATE, new TicketRefused(order.orderId(), TicketRefusal.PRODUCT_UNAVAILABLE));
        }

        Letter paid() {
            return action(PAY, new Paid(order.orderId(), order.txId()));
        }

        Letter unpaid() {
            return action(PAY, new PaymentRefused(order.orderId(), PaymentRefusal.POINTS_SHORT));
        }

        Letter approved() {
            return action(APPROVE, new TicketApproved(order.orderId()));
        }

        Letter unapproved() {
            return action(
                    APPROVE,
                    new TicketApprovalRefused(order.orderId(), ApprovalRefusal.PORTIONS_SHORT));
        }

        Letter refunded() {
            return compensation("payment.refund", PAY, new PaymentRefunded(order.orderId()));
        }

        Letter rejected() {
            return compensation(
                    "kitchen.ticket.reject", CREATE, new TicketRejected(order.orderId()));
        }

        Letter alreadyApproved() {
            return compensation(
                    "kitchen.ticket.reject", APPROVE, new TicketAlreadyApproved(order.orderId()));
        }

        Letter gaveUp(String step) {
            return Letter.answer(
                    step,
                    CommandId.action(order.txId(), step),
                    new ErrorEventMessage(Target.ORDER_CREATION, order.txId(), "gave up"));
        }

        /** Of a step that the saga never asks to be undone. */
        Letter notAwaited() {
            String undone = CommandId.compensation(order.txId(), VERIFY);
            return answer(order.txId(), VERIFY, undone, new UserVerified(BUYER, "Kim"));
        }

        private Letter action(String step, Reply reply) {
            return answer(order.txId(), step, CommandId.action(order.txId(), step), reply);
        }

        private Letter compensation(String key, String step, Reply reply) {
            return answer(order.txId(), key, CommandId.compensation(order.txId(), step), reply);
        }
    }
}
