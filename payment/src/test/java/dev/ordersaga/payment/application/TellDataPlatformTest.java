package dev.ordersaga.payment.application;

import static dev.ordersaga.payment.application.UseCases.NOW;
import static dev.ordersaga.payment.application.UseCases.ORDER;
import static dev.ordersaga.payment.application.UseCases.PRICE;
import static dev.ordersaga.payment.application.UseCases.TX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.Event.RefundCompleted;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.application.DataPlatform.Fact;
import dev.ordersaga.payment.application.DataPlatform.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TellDataPlatformTest {

    private static final UUID PAYMENT = UUID.fromString("01990000-0000-7000-8000-000000000003");

    private final List<Notice> told = new ArrayList<>();
    private final TellDataPlatform tellDataPlatform =
            new TellDataPlatform(notice -> Mono.fromRunnable(() -> told.add(notice)));

    @Test
    void aRefundIsToldUnderTheIdOfItsMessage() {
        StepVerifier.create(
                        tellDataPlatform.tell(
                                event(new RefundCompleted(PAYMENT, ORDER, "Kim", PRICE, NOW))))
                .verifyComplete();
        assertThat(told)
                .containsExactly(
                        new Notice("m-1", Fact.REFUNDED, ORDER, PAYMENT, "Kim", PRICE, NOW));
    }

    @Test
    void aPaymentIsToldUnderTheIdOfItsMessage() {
        StepVerifier.create(
                        tellDataPlatform.tell(
                                event(new PaymentCompleted(PAYMENT, ORDER, "Kim", PRICE, NOW))))
                .verifyComplete();
        assertThat(told)
                .containsExactly(
                        new Notice("m-1", Fact.COMPLETED, ORDER, PAYMENT, "Kim", PRICE, NOW));
    }

    @Test
    void anEventThatIsNotForThePlatformIsNotTold() {
        StepVerifier.create(
                        tellDataPlatform.tell(
                                event(new OrderStatusChanged(ORDER, 1, "APPROVED", NOW))))
                .verifyComplete();
        assertThat(told).isEmpty();
    }

    @Test
    void aPlatformOutOfReachIsAnError() {
        TellDataPlatform outOfReach =
                new TellDataPlatform(_ -> Mono.error(new IllegalStateException("out of reach")));
        StepVerifier.create(
                        outOfReach.tell(
                                event(new PaymentCompleted(PAYMENT, ORDER, "Kim", PRICE, NOW))))
                .verifyErrorMessage("out of reach");
    }

    private static Incoming<Event> event(Event body) {
        return new Incoming<>(Target.PAYMENT, TX, "m-1", "m-1", body);
    }
}
