package dev.ordersaga.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.payment.application.ShowPayment;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.Payment;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The user service does not answer in time: every payment ends by its deadlines all the same. */
class ChaseLatePaymentsIT extends RunningService {

    private static final Money PRICE = new Money(44_000, "KRW");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UUID tx = Ids.timeOrdered();
    private final UUID order = Ids.timeOrdered();

    @Autowired private Transactions transactions;
    @Autowired private Outbox outbox;
    @Autowired private ShowPayment showPayment;
    @Autowired private Neighbours.User user;
    @Autowired private Neighbours.Order orderService;

    @DynamicPropertySource
    static void impatience(DynamicPropertyRegistry registry) {
        registry.add("payment.answer-deadline.first", () -> "50ms");
        registry.add("payment.answer-deadline.longest", () -> "100ms");
        registry.add("payment.answer-deadline.look-every", () -> "20ms");
    }

    @Test
    void pointsOfWhichNothingIsHeardAreRestoredAndThePaymentFails() {
        pay(Neighbours.SILENT);

        awaitRefusal();
        UUID paymentId = payment().paymentId();
        assertThat(payment().reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(user.commandsAbout(paymentId))
                .containsExactly(
                        new UsePoints(paymentId, Neighbours.SILENT, PRICE),
                        new RestorePoints(paymentId, Neighbours.SILENT));
    }

    @Test
    void aCompensationThatIsGivenUpIsSentAgainUntilItSucceeds() {
        pay(Neighbours.FAR_OUT_OF_REACH);

        awaitRefusal();
        assertThat(payment().reason()).isEqualTo(FailureReason.UNAVAILABLE);
    }

    private void pay(long userId) {
        Outgoing pay =
                Outgoing.command(
                        Target.ORDER_CREATION,
                        tx,
                        CommandId.action(tx, "payment.pay"),
                        new Pay(order, userId, "Kim", PRICE));
        transactions.run(outbox.send(pay)).block(PATIENCE);
    }

    private Payment payment() {
        return showPayment.ofOrder(order).block(PATIENCE);
    }

    private void awaitRefusal() {
        PaymentRefused refusal = new PaymentRefused(order, PaymentRefusal.UNAVAILABLE);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(orderService.repliesAbout(order))
                                        .containsExactly(refusal));
    }
}
