package dev.ordersaga.payment.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.PaymentReply.PaymentRefusal;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.store.OutboxMessage;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.payment.RunningService;
import dev.ordersaga.payment.application.AdvancePayment;
import dev.ordersaga.payment.application.PayForOrder;
import dev.ordersaga.payment.application.Payments;
import dev.ordersaga.payment.application.RefundOrder;
import dev.ordersaga.payment.application.SagaRunner;
import dev.ordersaga.payment.domain.PaymentStatus;
import dev.ordersaga.payment.saga.PaymentProcess;
import dev.ordersaga.payment.saga.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Payments in the real database, under many transactions at once. */
class PaymentTableIT extends RunningService {

    private static final int MANY = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final UUID tx = Ids.timeOrdered();
    private final UUID order = Ids.timeOrdered();

    /** What the transactions have committed to be sent; it is sent to nobody. */
    private final Queue<OutboxMessage> committed = new ConcurrentLinkedQueue<>();

    private StoreTransactions transactions;

    @Autowired private TransactionalOperator operator;
    @Autowired private DatabaseClient db;
    @Autowired private OutboxTable outbox;
    @Autowired private Payments payments;
    @Autowired private SagaRunner saga;

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
    void ofManyRefundsAtTheSameTimeOneRestoresThePointsAndAllAreAnswered() {
        paid();

        assertThat(atTheSameTime(this::refund)).hasSize(MANY).containsOnly(Optional.empty());
        assertThat(read().waiting()).hasSize(MANY);
        assertThat(sent("RestorePoints")).hasSize(1);

        run(answer(compensationId(), new PointsRestored(read().payment().paymentId())));
        assertThat(sent("PaymentRefunded"))
                .extracting(OutboxMessage::correlationId)
                .doesNotHaveDuplicates()
                .hasSize(MANY);
        assertThat(sent("RefundCompleted")).hasSize(1);
    }

    @Test
    void ofManyPaymentsAtTheSameTimeOneUsesThePoints() {
        List<Optional<PaymentReply>> answers = atTheSameTime(this::pay);

        PaymentReply inProgress = new PaymentRefused(order, PaymentRefusal.IN_PROGRESS);
        assertThat(answers).hasSize(MANY);
        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(Optional.of(inProgress)::equals).hasSize(MANY - 1);
        assertThat(read().payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(sent("UsePoints")).hasSize(1);
    }

    @Test
    void aPaymentAndItsRefundAtTheSameTimeEndRefunded() {
        List<Optional<PaymentReply>> answers =
                atTheSameTime(id -> id.hashCode() % 2 == 0 ? pay(id) : refund(id));

        assertThat(answers).hasSize(MANY);
        assertThat(read().payment().status()).isIn(PaymentStatus.REFUNDING, PaymentStatus.REFUNDED);
        assertThat(sent("UsePoints")).hasSameSizeAs(sent("RestorePoints"));
    }

    @Test
    void everythingThatIsStoredIsReadAgain() {
        run(pay("pay-1"));
        assertRereads(PaymentStatus.PENDING);
        assertThat(read().awaited()).isEqualTo(Step.USE_POINTS);
        run(answer(actionId(), new PointsRefused(order, PointsRefusal.NO_ACCOUNT)));
        assertRereads(PaymentStatus.FAILED);
        assertThat(read().awaited()).isNull();
    }

    @Test
    void aTombstoneIsReadAgain() {
        run(refund("refund-1"));
        assertRereads(PaymentStatus.REFUNDED);
    }

    @Test
    void aPaymentIsFoundByItsSagaWhetherOrNotItWasLoadedBefore() {
        run(pay("pay-1"));

        StepVerifier.create(transactions.run(payments.findBySaga(tx)))
                .expectNext(read())
                .verifyComplete();
        StepVerifier.create(
                        transactions.run(
                                payments.prefetchSagas(List.of(tx, Ids.timeOrdered()))
                                        .then(payments.findBySaga(tx))))
                .expectNext(read())
                .verifyComplete();
    }

    @Test
    void aSagaThatIsNotKnownHasNoPayment() {
        StepVerifier.create(transactions.run(payments.findBySaga(tx))).verifyComplete();
        StepVerifier.create(transactions.run(payments.prefetchSagas(List.of()))).verifyComplete();
    }

    @Test
    void oneSagaPaysForOneOrderOnly() {
        run(pay("pay-1"));
        Pay other = new Pay(Ids.timeOrdered(), 1, "Kim", new Money(1, "KRW"));

        StepVerifier.create(transactions.run(new PayForOrder(saga).pay(command("pay-2", other))))
                .verifyError(DuplicateKeyException.class);
    }

    private void assertRereads(PaymentStatus status) {
        PaymentProcess stored = transactions.run(payments.find(order)).block(DEADLINE);
        assertThat(stored.payment().status()).isEqualTo(status);
        run(payments.find(order).flatMap(payments::save));
        assertThat(read()).isEqualTo(stored);
    }

    private void paid() {
        run(pay("pay-1"));
        run(answer(actionId(), new PointsUsed(read().payment().paymentId())));
        assertThat(read().payment().status()).isEqualTo(PaymentStatus.COMPLETED);
    }

    private PaymentProcess read() {
        return payments.read(order).block(DEADLINE);
    }

    private List<OutboxMessage> sent(String type) {
        return committed.stream().filter(row -> row.type().equals(type)).toList();
    }

    private Mono<PaymentReply> pay(String commandId) {
        Pay pay = new Pay(order, 1, "Kim", new Money(44_000, "KRW"));
        return new PayForOrder(saga).pay(command(commandId, pay));
    }

    private Mono<PaymentReply> refund(String commandId) {
        return new RefundOrder(saga).refund(command(commandId, new Refund(order)));
    }

    private Mono<Void> answer(String commandId, PaymentSagaReply reply) {
        return new AdvancePayment(saga)
                .answered(new Incoming<>(Target.PAYMENT, tx, commandId, commandId, reply));
    }

    private String actionId() {
        return CommandId.action(tx, "user.points.use");
    }

    private String compensationId() {
        return CommandId.compensation(tx, "user.points.use");
    }

    private <C> Incoming<C> command(String commandId, C body) {
        return new Incoming<>(Target.ORDER_CREATION, tx, commandId, commandId, body);
    }

    private void run(Mono<?> work) {
        transactions.run(work).block(DEADLINE);
    }

    /** Runs the work many times, each time in a transaction and for a command of its own. */
    private List<Optional<PaymentReply>> atTheSameTime(Work work) {
        return Flux.range(0, MANY)
                .flatMap(
                        number ->
                                transactions
                                        .run(work.on("command-" + number))
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()),
                        MANY)
                .collectList()
                .block(DEADLINE);
    }

    private interface Work {
        Mono<PaymentReply> on(String commandId);
    }
}
