package dev.ordersaga.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
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
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.domain.PaymentStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The payment saga from the first command to the last answer, through the real broker. */
class PaymentSagaIT extends RunningService {

    private static final Money PRICE = new Money(44_000, "KRW");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final UUID tx = Ids.timeOrdered();
    private final UUID order = Ids.timeOrdered();

    @Autowired private Transactions transactions;
    @Autowired private Outbox outbox;
    @Autowired private ShowPayment showPayment;
    @Autowired private Neighbours.User user;
    @Autowired private Neighbours.Order orderService;

    @BeforeEach
    void thePlatformListens() {
        PLATFORM.resetAll();
        PLATFORM.stubFor(post("/payments").willReturn(ok()));
    }

    @Test
    void aRefundGivesThePointsBackAndTellsThePlatform() {
        pay(Neighbours.RICH);
        awaitReplies(new Paid(order, payment().paymentId()));

        refund();

        awaitReplies(new Paid(order, payment().paymentId()), new PaymentRefunded(order));
        assertThat(payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(user.commandsAbout(payment().paymentId()))
                .containsExactly(
                        new UsePoints(payment().paymentId(), Neighbours.RICH, PRICE),
                        new RestorePoints(payment().paymentId(), Neighbours.RICH));
        await().atMost(DEADLINE).untilAsserted(() -> PLATFORM.verify(1, told("REFUNDED")));
    }

    @Test
    void pointsThatCannotBeReachedAreRestoredBeforeThePaymentFails() {
        pay(Neighbours.OUT_OF_REACH);

        awaitReplies(new PaymentRefused(order, PaymentRefusal.UNAVAILABLE));
        assertThat(payment().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(user.commandsAbout(payment().paymentId()))
                .endsWith(new RestorePoints(payment().paymentId(), Neighbours.OUT_OF_REACH));
        PLATFORM.verify(0, told("COMPLETED"));
    }

    @Test
    void aLatePaymentAfterItsRefundIsRefused() {
        refund();
        awaitReplies(new PaymentRefunded(order));

        pay(Neighbours.RICH);

        awaitReplies(
                new PaymentRefunded(order), new PaymentRefused(order, PaymentRefusal.CANCELLED));
        assertThat(user.commandsAbout(payment().paymentId())).isEmpty();
    }

    @Test
    void aPaymentUsesThePointsOnceAndTellsThePlatform() {
        pay(Neighbours.RICH);
        pay(Neighbours.RICH);

        awaitReplies(new Paid(order, payment().paymentId()));
        pay(Neighbours.RICH);

        await().atMost(DEADLINE).untilAsserted(() -> PLATFORM.verify(1, told("COMPLETED")));
        assertThat(payment().status()).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(user.commandsAbout(payment().paymentId()))
                .containsExactly(new UsePoints(payment().paymentId(), Neighbours.RICH, PRICE));
    }

    @Test
    void shortPointsRefuseThePayment() {
        pay(Neighbours.POOR);

        awaitReplies(new PaymentRefused(order, PaymentRefusal.POINTS_SHORT));
        assertThat(payment().status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aPlatformThatFailsIsToldAgainAndHoldsNothingUp() {
        PLATFORM.stubFor(
                post("/payments")
                        .inScenario("outage")
                        .whenScenarioStateIs(STARTED)
                        .willReturn(serverError())
                        .willSetStateTo("over"));

        pay(Neighbours.RICH);

        awaitReplies(new Paid(order, payment().paymentId()));
        await().atMost(DEADLINE).untilAsserted(() -> PLATFORM.verify(2, told("COMPLETED")));
    }

    private void pay(long userId) {
        send(CommandId.action(tx, "payment.pay"), new Pay(order, userId, "Kim", PRICE));
        await().atMost(DEADLINE).until(() -> showPayment.ofOrder(order).hasElement().block());
    }

    private void refund() {
        send(CommandId.compensation(tx, "payment.pay"), new Refund(order));
    }

    private void send(String commandId, Command command) {
        Outgoing outgoing = Outgoing.command(Target.ORDER_CREATION, tx, commandId, command);
        transactions.run(outbox.send(outgoing)).block(DEADLINE);
    }

    private Payment payment() {
        return showPayment.ofOrder(order).block(DEADLINE);
    }

    private void awaitReplies(PaymentReply... replies) {
        await().atMost(DEADLINE)
                .untilAsserted(
                        () ->
                                assertThat(orderService.repliesAbout(order))
                                        .containsExactly(replies));
    }

    private RequestPatternBuilder told(String type) {
        return postRequestedFor(urlEqualTo("/payments"))
                .withRequestBody(matchingJsonPath("$.orderNumber", equalTo(order.toString())))
                .withRequestBody(matchingJsonPath("$.type", equalTo(type)));
    }
}
