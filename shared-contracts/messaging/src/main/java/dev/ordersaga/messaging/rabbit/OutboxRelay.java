package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.failpoint.Failpoint;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.store.OutboxMessage;
import dev.ordersaga.messaging.store.OutboxRow;
import dev.ordersaga.messaging.store.OutboxTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings committed messages from the outbox to the broker, at least once: those of this process
 * right after their commit, and whatever is due (left by a dead process, not confirmed) by looking
 * for it.
 */
public final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int ROWS_PER_LOOK = 50;
    private static final Duration FORGETTING = Duration.ofMillis(250);
    private static final Duration TELLING = Duration.ofSeconds(1);

    private final OutboxTable outbox;
    private final ConfirmedPublisher publisher;
    private final TransactionalOperator transactions;
    private final Duration interval;
    private final Clock clock;
    private final Failpoints failpoints;
    private final Leftovers leftovers = new Leftovers();
    private final Disposable.Swap looking = Disposables.swap();

    public OutboxRelay(
            OutboxTable outbox,
            ConfirmedPublisher publisher,
            TransactionalOperator transactions,
            Duration interval,
            Clock clock,
            Failpoints failpoints) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.transactions = transactions;
        this.interval = interval;
        this.clock = clock;
        this.failpoints = failpoints;
    }

    /**
     * Looks for due messages from now on, forgets what is confirmed, and tells in the log what is
     * not.
     */
    public void start() {
        looking.update(
                Disposables.composite(
                        every(interval, Mono.defer(this::relayDue)),
                        every(FORGETTING, forget()),
                        every(TELLING, Mono.fromRunnable(leftovers::tell))));
    }

    private static Disposable every(Duration pause, Mono<Void> work) {
        return Flux.interval(pause).onBackpressureDrop().concatMap(_ -> work, 1).subscribe();
    }

    /** Looks for due messages no longer. */
    void stopLooking() {
        looking.update(Disposables.disposed());
    }

    /**
     * Forgets what has been confirmed until now, and nothing that is confirmed later. What could
     * not be sent any more may be sent by others.
     */
    Mono<Void> finish() {
        return Mono.<Void>fromRunnable(leftovers::tell).then(makeUnsentDue()).then(forget());
    }

    /**
     * Hands rows to the publisher that have just been committed. What it cannot take, or loses,
     * stays in the outbox.
     */
    public void publish(List<OutboxRow> rows) {
        publish(rows, outbox::unsent);
    }

    /** It is not for the second time that they are due at once: they may be to blame. */
    private void publishAgain(List<OutboxRow> rows) {
        publish(rows, _ -> {});
    }

    private void publish(List<OutboxRow> rows, Consumer<UUID> whenCutOff) {
        for (OutboxRow row : rows) {
            Shipment shipment = new Shipment(row, outbox, leftovers, whenCutOff);
            row.messages().forEach(message -> publisher.send(publication(message, shipment)));
        }
    }

    private Mono<Void> relayDue() {
        if (!publisher.hasRoom()) {
            return Mono.empty();
        }
        return makeUnsentDue()
                .thenMany(
                        outbox.claimDue(ROWS_PER_LOOK)
                                .as(transactions::transactional)
                                .delayUntil(this::claimed)
                                .doOnNext(this::publishAgain)
                                .repeat()
                                .takeUntil(
                                        rows ->
                                                rows.size() < ROWS_PER_LOOK
                                                        || !publisher.hasRoom()))
                .then()
                .onErrorResume(fault -> later("look into the outbox", fault));
    }

    private Mono<Void> makeUnsentDue() {
        return outbox.makeUnsentDue()
                .onErrorResume(fault -> later("make due what was not sent", fault));
    }

    private Mono<Void> claimed(List<OutboxRow> rows) {
        return rows.isEmpty() ? Mono.empty() : failpoints.pass(Failpoint.AFTER_COMMIT);
    }

    /**
     * Most is forgotten by the transactions that follow the publishing; this is for what no
     * transaction has followed.
     */
    private Mono<Void> forget() {
        return Mono.defer(() -> outbox.hasConfirmed() ? forgetSome() : Mono.empty())
                .repeat(outbox::hasConfirmed)
                .then(Mono.defer(outbox::forgetParts))
                .onErrorResume(fault -> later("forget confirmed messages", fault));
    }

    private Mono<Void> forgetSome() {
        List<UUID> some = outbox.takeConfirmed();
        Mono<Void> deletion = outbox.delete(some).doOnError(_ -> some.forEach(outbox::confirmed));
        return failpoints.pass(Failpoint.AFTER_PUBLISH).then(deletion);
    }

    private static Mono<Void> later(String what, Throwable fault) {
        LOG.warn("Could not {}, it will be done later: {}", what, fault.toString());
        return Mono.empty();
    }

    private Publication publication(OutboxMessage message, Shipment shipment) {
        return new Publication(
                message.exchange(),
                message.routingKey(),
                message.mandatory(),
                properties(message),
                message.body().getBytes(StandardCharsets.UTF_8),
                failure -> shipment.settle(message, failure));
    }

    private AMQP.BasicProperties properties(OutboxMessage message) {
        return new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(2)
                .messageId(message.messageId())
                .correlationId(message.correlationId())
                .type(message.type())
                .timestamp(Date.from(clock.instant()))
                .headers(
                        message.traceparent() == null
                                ? Map.of()
                                : Map.of(TraceParent.HEADER, message.traceparent()))
                .build();
    }
}
