package dev.ordersaga.messaging.store;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.TraceParent;
import io.r2dbc.spi.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The outbox: messages that commit with the state and are then sent at least once. */
public final class OutboxTable implements Outbox {

    private static final String COLUMNS =
            "id, due_at, exchange, routing_key, message_id, correlation_id, type, mandatory,"
                    + " traceparent, created_at, body";
    private static final String ROW =
            "(?, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, ?, ?, ?, ?, ?, ?, ?,"
                    + " UTC_TIMESTAMP(6), ?)";

    private final DatabaseClient db;
    private final MessageCodec codec;
    private final InboxTable inbox;
    private final Duration grace;

    /**
     * @param grace how long the process that committed a row has for publishing it, before any
     *     process may
     */
    public OutboxTable(DatabaseClient db, MessageCodec codec, InboxTable inbox, Duration grace) {
        this.db = db;
        this.codec = codec;
        this.inbox = inbox;
        this.grace = grace;
    }

    @Override
    public Mono<Void> send(Outgoing message) {
        return Mono.deferContextual(
                context -> {
                    OutboxRow row = row(message, TraceParent.in(context));
                    return UnitOfWork.current().doOnNext(work -> partOf(work).add(row)).then();
                });
    }

    @Override
    public Mono<Void> reply(ReplyAddress to, Reply reply) {
        Outgoing answer = Outgoing.reply(to, reply);
        return send(answer).then(inbox.remember(to.commandId(), answer));
    }

    /** Sends again what was answered before. */
    public Mono<Void> resend(OutboxRow row) {
        return UnitOfWork.current().doOnNext(work -> partOf(work).add(row)).then();
    }

    /** What a transaction has written and its process is now to publish. */
    List<OutboxRow> committed(UnitOfWork work) {
        return List.copyOf(partOf(work).added);
    }

    /**
     * Takes rows that are due, for {@code grace} from now. No two processes take the same.
     *
     * @return at most {@code limit}; fewer mean that nothing else is due
     */
    public Mono<List<OutboxRow>> claimDue(int limit) {
        return Rows.select(
                        db,
                        "SELECT "
                                + COLUMNS
                                + " FROM outbox WHERE due_at <= UTC_TIMESTAMP(6)"
                                + " ORDER BY due_at LIMIT "
                                + limit
                                + " FOR UPDATE SKIP LOCKED",
                        List.of(),
                        (row, _) -> read(row))
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? Mono.just(rows) : postpone(rows));
    }

    private Mono<List<OutboxRow>> postpone(List<OutboxRow> rows) {
        List<Object> values = new ArrayList<>();
        values.add(micros(grace));
        rows.forEach(row -> values.add(row.id()));
        return Rows.update(
                        db,
                        "UPDATE outbox SET due_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND"
                                + " WHERE id IN ("
                                + Rows.list("?", rows.size())
                                + ")",
                        values)
                .thenReturn(rows);
    }

    /** Forgets rows whose messages the broker has confirmed. */
    public Mono<Void> delete(Collection<UUID> ids) {
        return Rows.update(
                        db,
                        "DELETE FROM outbox WHERE id IN (" + Rows.list("?", ids.size()) + ")",
                        ids.stream().sorted().toList())
                .then();
    }

    private OutboxRow row(Outgoing message, @Nullable String traceparent) {
        return new OutboxRow(
                Ids.timeOrdered(),
                message.exchange(),
                message.routingKey(),
                message.messageId(),
                message.correlationId(),
                message.type(),
                message.mandatory(),
                traceparent,
                new String(codec.write(message.body()), StandardCharsets.UTF_8));
    }

    private static OutboxRow read(Row row) {
        return new OutboxRow(
                Rows.uuid(row, "id"),
                Rows.string(row, "exchange"),
                Rows.string(row, "routing_key"),
                Rows.string(row, "message_id"),
                Rows.string(row, "correlation_id"),
                Rows.string(row, "type"),
                Rows.flag(row, "mandatory"),
                Rows.stringOrNull(row, "traceparent"),
                Rows.string(row, "body"));
    }

    private Part partOf(UnitOfWork work) {
        return work.part("outbox", Part::new);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private final class Part implements UnitOfWork.Part {

        private final List<OutboxRow> added = new ArrayList<>();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        void add(OutboxRow row) {
            added.add(row);
            rows.add(
                    Arrays.asList(
                            row.id(),
                            micros(grace),
                            row.exchange(),
                            row.routingKey(),
                            row.messageId(),
                            row.correlationId(),
                            row.type(),
                            row.mandatory(),
                            row.traceparent(),
                            row.body()));
        }

        @Override
        public Mono<Void> flush() {
            return Rows.write(db, "INSERT INTO outbox (" + COLUMNS + ")", ROW, rows, "").then();
        }
    }
}
