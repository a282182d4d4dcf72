package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.store.OutboxRow;
import dev.ordersaga.messaging.store.OutboxTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * Brings committed messages from the outbox to the broker, at least once: those of this process
 * right after their commit, and whatever is due (delayed, left by a dead process, not confirmed) by
 * looking for it.
 */
public final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int ROWS_PER_LOOK = 500;
    private static final int ROWS_PER_DELETE = 200;

    private final OutboxTable outbox;
    private final ConfirmedPublisher publisher;
    private final TransactionalOperator transactions;
    private final Duration interval;
    private final Clock clock;
    private final Disposable.Composite running = Disposables.composite();
    private final Sinks.Many<UUID> confirmed =
            Sinks.unsafe()
                    .many()
                    .unicast()
                    .onBackpressureBuffer(Queues.<UUID>unboundedMultiproducer().get());

    public OutboxRelay(
            OutboxTable outbox,
            ConfirmedPublisher publisher,
            TransactionalOperator transactions,
            Duration interval,
            Clock clock) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.transactions = transactions;
        this.interval = interval;
        this.clock = clock;
    }

    /** Looks for due messages from now on, and forgets what is confirmed. */
    public void start() {
        running.add(
                Arrived.inBatches(confirmed.asFlux(), ROWS_PER_DELETE, this::forget).subscribe());
        running.add(
                Flux.interval(interval)
                        .onBackpressureDrop()
                        .concatMap(_ -> relayDue(), 1)
                        .subscribe());
    }

    public void stop() {
        running.dispose();
    }

    /** Hands rows to the publisher. What it cannot take, or loses, stays in the outbox. */
    public void publish(List<OutboxRow> rows) {
        rows.forEach(row -> publisher.offer(publication(row)));
    }

    private Mono<Void> relayDue() {
        if (!publisher.isReady()) {
            return Mono.empty();
        }
        return outbox.claimDue(ROWS_PER_LOOK)
                .as(transactions::transactional)
                .doOnNext(this::publish)
                .repeat()
                .takeUntil(rows -> rows.size() < ROWS_PER_LOOK)
                .then()
                .onErrorResume(fault -> later("look into the outbox", fault));
    }

    private Mono<Void> forget(List<UUID> ids) {
        return outbox.delete(ids).onErrorResume(fault -> later("forget confirmed messages", fault));
    }

    private static Mono<Void> later(String what, Throwable fault) {
        LOG.warn("Could not {}, it will be done later: {}", what, fault.toString());
        return Mono.empty();
    }

    private Publication publication(OutboxRow row) {
        return new Publication(
                row.exchange(),
                row.routingKey(),
                row.mandatory(),
                properties(row),
                row.body().getBytes(StandardCharsets.UTF_8),
                failure ->
                        failure.ifPresentOrElse(
                                reason ->
                                        LOG.warn(
                                                "Message {} stays in the outbox: {}",
                                                row.messageId(),
                                                reason.getMessage()),
                                () -> confirmed.tryEmitNext(row.id()).orThrow()));
    }

    private AMQP.BasicProperties properties(OutboxRow row) {
        return new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(2)
                .messageId(row.messageId())
                .correlationId(row.correlationId())
                .type(row.type())
                .timestamp(Date.from(clock.instant()))
                .headers(
                        row.traceparent() == null
                                ? Map.of()
                                : Map.of(TraceParent.HEADER, row.traceparent()))
                .build();
    }
}
