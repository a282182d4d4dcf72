package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.saga.PaymentProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The use cases around one order, over fakes. */
final class UseCases {

    static final UUID TX = UUID.fromString("01990000-0000-7000-8000-000000000001");
    static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456Z");
    static final Money PRICE = new Money(44_000, "KRW");
    static final Deadlines DEADLINES = new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(20));

    static final String PAY = CommandId.action(TX, "payment.pay");
    static final String REFUND = CommandId.compensation(TX, "payment.pay");
    static final String USE = CommandId.action(TX, "user.points.use");
    static final String RESTORE = CommandId.compensation(TX, "user.points.use");

    private static final Transactions AT_ONCE =
            new Transactions() {
                @Override
                public <T> Mono<T> run(Mono<T> work) {
                    return work;
                }
            };

    final InMemoryPayments payments = new InMemoryPayments();
    final RecordingOutbox outbox = new RecordingOutbox();
    private final SagaRunner saga =
            new SagaRunner(
                    payments, outbox, Clock.fixed(NOW.plusNanos(789), ZoneOffset.UTC), DEADLINES);

    Mono<PaymentReply> pay(String commandId) {
        Pay pay = new Pay(ORDER, 1, "Kim", PRICE);
        return new PayForOrder(saga).pay(command(commandId, pay));
    }

    Mono<PaymentReply> refund(String commandId) {
        return new RefundOrder(saga).refund(command(commandId, new Refund(ORDER)));
    }

    Mono<Void> pointsUsed() {
        return answered(USE, new PointsUsed(paymentId()));
    }

    Mono<Void> pointsRefused() {
        return answered(USE, new PointsRefused(paymentId(), PointsRefusal.POINTS_SHORT));
    }

    Mono<Void> pointsRestored() {
        return answered(RESTORE, new PointsRestored(paymentId()));
    }

    Mono<Void> answered(String commandId, PaymentSagaReply reply) {
        return new AdvancePayment(saga).answered(step(commandId, reply));
    }

    Mono<Void> gaveUp(String commandId) {
        return new AdvancePayment(saga).gaveUp(step(commandId, "gave up after 4 attempts"));
    }

    /** No answer has come in time. */
    Mono<Void> late() {
        return new AdvancePayment(saga).late(List.of(ORDER));
    }

    Mono<Boolean> chase(Instant now) {
        return new ChaseLateSagas(
                        payments::late,
                        new AdvancePayment(saga)::late,
                        AT_ONCE,
                        Duration.ofSeconds(1),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run();
    }

    PaymentProcess process() {
        return payments.read(ORDER).block();
    }

    Payment payment() {
        return new ShowPayment(payments).ofOrder(ORDER).block();
    }

    UUID paymentId() {
        return payment().paymentId();
    }

    private static <C extends PaymentCommand> Incoming<C> command(String commandId, C body) {
        return new Incoming<>(Target.ORDER_CREATION, TX, commandId, commandId, body);
    }

    private static <B> Incoming<B> step(String commandId, B body) {
        return new Incoming<>(Target.PAYMENT, TX, commandId + ":reply", commandId, body);
    }
}
