package dev.ordersaga.payment.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.store.OutboxMessage;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.payment.RunningService;
import dev.ordersaga.payment.application.AdvancePayment;
import dev.ordersaga.payment.application.PayForOrder;
import dev.ordersaga.payment.application.Payments;
import dev.ordersaga.payment.application.SagaRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Payments that wait an hour for their first answer and two for the next, an hour and a half on.
 */
class LatePaymentsIT extends RunningService {

    private static final int MANY = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the transactions have committed to be sent; it is sent to nobody. */
    private final Queue<OutboxMessage> committed = new ConcurrentLinkedQueue<>();

    private StoreTransactions transactions;

    @Autowired private TransactionalOperator operator;
    @Autowired private DatabaseClient db;
    @Autowired private OutboxTable outbox;
    @Autowired private Payments payments;
    @Autowired private SagaRunner saga;

    /** Nor is it sent by the service's own relay, however long a test takes. */
    @DynamicPropertySource
    static void patience(DynamicPropertyRegistry registry) {
        registry.add("saga.outbox-grace", () -> "1h");
    }

    @BeforeEach
    void nothingIsSent() {
        transactions =
                new StoreTransactions(
                        operator,
                        db,
                        outbox,
                        rows -> rows.forEach(row -> committed.addAll(row.messages())));
    }

    @Test
    void manyInstancesChaseEachPaymentOnce() {
        List<UUID> orders =
                Flux.range(0, MANY)
                        .flatMap(_ -> transactions.run(pay()), 8)
                        .collectList()
                        .block(PATIENCE);
        committed.clear();

        Flux.range(0, 8).flatMap(_ -> chase(), 8).thenMany(chase()).blockLast(PATIENCE);

        assertThat(orders).hasSize(MANY).allSatisfy(this::hasBeenAskedForTwice);
        assertThat(committed)
                .extracting(OutboxMessage::messageId)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(MANY);
    }

    @Test
    void aPaymentWhoseDeadlineIsStillToComeIsLeftAlone() {
        UUID order = transactions.run(pay()).block(PATIENCE);

        assertThat(late(Clock.systemUTC())).doesNotContain(order);
        assertThat(late(anHourAndAHalfOn())).contains(order);
    }

    private List<UUID> late(Clock clock) {
        return transactions.run(payments.late(clock.instant(), 10_000)).block(PATIENCE);
    }

    private void hasBeenAskedForTwice(UUID order) {
        assertThat(payments.read(order).block(PATIENCE).sends()).isEqualTo(2);
    }

    /** As an instance does, until nothing is late. */
    private Flux<Boolean> chase() {
        ChaseLateSagas chase =
                new ChaseLateSagas(
                        payments::late,
                        new AdvancePayment(saga)::late,
                        transactions,
                        PATIENCE,
                        anHourAndAHalfOn());
        return Mono.defer(chase::run).repeat().takeWhile(more -> more);
    }

    private static Clock anHourAndAHalfOn() {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(90));
    }

    private Mono<UUID> pay() {
        UUID order = Ids.timeOrdered();
        UUID tx = Ids.timeOrdered();
        Pay pay = new Pay(order, 1, "Kim", new Money(44_000, "KRW"));
        return new PayForOrder(saga)
                .pay(new Incoming<>(Target.ORDER_CREATION, tx, "pay", "pay", pay))
                .thenReturn(order);
    }
}
