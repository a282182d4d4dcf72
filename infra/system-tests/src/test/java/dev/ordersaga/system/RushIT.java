package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.messaging.testing.Letter;
import dev.ordersaga.system.Customers.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Very many want the same at once, of two instances of each service that gives it. */
class RushIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int PAYMENTS = Flood.size(1_000, 200);
    private static final int PRICE = 900;
    private static final List<ServiceProcess> MORE = new ArrayList<>();

    private final MessageCodec codec = new MessageCodec();
    private final Map<String, PaymentReply> answers = new ConcurrentHashMap<>();

    @BeforeAll
    static void startSecondInstances() {
        for (String name : List.of("user", "kitchen", "payment")) {
            MORE.add(SYSTEM.service(name).another().launch());
        }
        MORE.forEach(ServiceProcess::awaitHealthy);
    }

    @AfterAll
    static void stopThem() {
        MORE.forEach(ServiceProcess::stop);
    }

    @Test
    void pointsForTenOrdersPayForTen() {
        assertThat(new Rush(SYSTEM).forPoints(7001)).isEmpty();
    }

    @Test
    void portionsForTenOrdersAreSoldToTen() {
        assertThat(new Rush(SYSTEM).forPortions(7002)).isEmpty();
    }

    @Test
    void anOrderIsChargedOnceAndRefundedOnceHoweverManySagasAskForIt() throws Exception {
        SYSTEM.product(7003, PRICE, 1, false);
        long buyer = SYSTEM.user(3 * PRICE);
        Customers customers = new Customers(SYSTEM);
        String placed = customers.place(new Wish(buyer, 7003, 1));
        assertThat(customers.outcome(placed)).isEqualTo("PRODUCT_UNAVAILABLE");
        UUID orderId = UUID.fromString(placed);

        try (Flood flood = new Flood(SYSTEM.virtualHost())) {
            flood.listen(
                    delivery ->
                            hear(delivery.getProperties().getCorrelationId(), delivery.getBody()),
                    Exchanges.REPLIES);
            Pay pay = new Pay(orderId, buyer, "Kim", new Money(PRICE, "KRW"));
            assertThat(askFor(pay, flood))
                    .allMatch(RushIT::isPaidOrBeingPaid)
                    .filteredOn(Paid.class::isInstance)
                    .isNotEmpty()
                    .containsOnly(new Paid(orderId, paymentOf(orderId)));
            assertThat(SYSTEM.pointsOf(buyer)).isEqualTo(2 * PRICE);

            assertThat(askFor(new Refund(orderId), flood))
                    .containsOnly(new PaymentRefunded(orderId));
            assertThat(SYSTEM.pointsOf(buyer)).isEqualTo(3 * PRICE);
        }
        assertThat(transfersOf(buyer)).isEqualTo(3);
        assertThat(new Violations().auditOf(SYSTEM).all()).isEmpty();
    }

    /** Asks in the name of very many sagas, and takes the answers to all of them. */
    private Collection<PaymentReply> askFor(PaymentCommand command, Flood flood) throws Exception {
        answers.clear();
        flood.send(Stream.generate(() -> inTheNameOfANewSaga(command)).limit(PAYMENTS).toList());
        Awaitility.await("everybody is answered")
                .atMost(Duration.ofMinutes(2))
                .until(() -> answers.size() == PAYMENTS);
        return answers.values();
    }

    private static Letter inTheNameOfANewSaga(PaymentCommand command) {
        return Letter.command(Target.ORDER_CREATION, Ids.timeOrdered(), command, "payment.pay");
    }

    private void hear(String commandId, byte[] body) {
        if (codec.read(body) instanceof TargetEventMessage(var _, var _, PaymentReply reply)) {

            answers.put(commandId, reply);
        }
    }

    private static boolean isPaidOrBeingPaid(PaymentReply reply) {
        return reply instanceof Paid
                || reply instanceof PaymentRefused(var _, var reason)
                        && reason == PaymentRefusal.IN_PROGRESS;
    }

    private static UUID paymentOf(UUID orderId) {
        return UUID.fromString(
                SYSTEM.api("payment").get("/payments/" + orderId).get("paymentId").stringValue());
    }

    /** The credit at the beginning, the use, and the restoration. */
    private static long transfersOf(long userId) {
        return SYSTEM.number(
                "user", "SELECT COUNT(*) FROM ledger_transfer WHERE user_id = " + userId);
    }
}
