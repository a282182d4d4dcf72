package dev.ordersaga.messaging.store;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The outbox: messages that commit with the state and are then sent at least once. Those of one
 * transaction share a row.
 */
public final class OutboxTable implements Outbox {

    private static final int MESSAGES_PER_ROW = 200;
    private static final int ROWS_AT_A_TIME = 200;
    private static final int MOST_UNSENT = 10_000;
    private static final String HEAD = "INSERT INTO outbox (id, due_at, created_at, messages)";
    private static final String ROW =
            "(?, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, UTC_TIMESTAMP(6), ?)";

    private final DatabaseClient db;
    private final MessageCodec codec;
    private final InboxTable inbox;
    private final Duration grace;
    private final Queue<UUID> confirmed = new ConcurrentLinkedQueue<>();
    private final Queue<OutboxRow> partlyConfirmed = new ConcurrentLinkedQueue<>();
    private final Queue<UUID> unsent = new LinkedBlockingQueue<>(MOST_UNSENT);

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
                    OutboxMessage ready = ready(message, TraceParent.in(context));
                    return UnitOfWork.note(work -> partOf(work).add(ready));
                });
    }

    @Override
    public Mono<Void> reply(ReplyAddress to, Reply reply) {
        Outgoing answer = Outgoing.reply(to, reply);
        return send(answer).then(inbox.remember(to.commandId(), answer));
    }

    /** Sends again what was answered before. */
    public Mono<Void> resend(OutboxMessage message) {
        return UnitOfWork.note(work -> partOf(work).add(message));
    }

    /** What a transaction has written and its process is now to publish. */
    List<OutboxRow> committed(UnitOfWork work) {
        return List.copyOf(partOf(work).rows);
    }

    /**
     * Takes rows that are due, the oldest first, for {@code grace} from now. No two processes take
     * the same. What is not due is passed over, which is what was committed or taken just now.
     *
     * @return at most {@code limit}; fewer mean that nothing else is due
     */
    public Mono<List<OutboxRow>> claimDue(int limit) {
        return Rows.select(
                        db,
                        "SELECT id, messages FROM outbox WHERE due_at <= UTC_TIMESTAMP(6)"
                                + " ORDER BY id LIMIT "
                                + limit
                                + " FOR UPDATE SKIP LOCKED",
                        List.of(),
                        (row, _) ->
                                new OutboxRow(
                                        Rows.uuid(row, "id"),
                                        OutboxJson.read(Rows.string(row, "messages"))))
                .collectList()
                .flatMap(
                        rows ->
                                makeDue(rows.stream().map(OutboxRow::id).toList(), grace)
                                        .thenReturn(rows));
    }

    /**
     * The row has not reached the broker, as far as is known: it need not wait until the time of
     * the process that committed it is over. Of very many the last wait all the same.
     */
    public void unsent(UUID id) {
        var _ = unsent.offer(id);
    }

    /** Lets any process take what has not reached the broker. */
    public Mono<Void> makeUnsentDue() {
        return Mono.defer(
                () -> {
                    List<UUID> some = some(unsent);
                    return some.isEmpty()
                            ? Mono.empty()
                            : makeDue(some, Duration.ZERO)
                                    .doOnError(_ -> some.forEach(this::unsent))
                                    .then(makeUnsentDue());
                });
    }

    private Mono<Void> makeDue(List<UUID> ids, Duration fromNow) {
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        List<Object> values = new ArrayList<>();
        values.add(micros(fromNow));
        ids.stream().sorted().forEach(values::add);
        return Rows.update(
                        db,
                        "UPDATE outbox SET due_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND"
                                + " WHERE id IN ("
                                + Rows.list("?", ids.size())
                                + ")",
                        values)
                .then();
    }

    /** The broker has confirmed all messages of a row: it may be forgotten, now or later. */
    public void confirmed(UUID id) {
        confirmed.add(id);
    }

    /** The broker has confirmed all messages of a row but these, which stay. */
    public void partlyConfirmed(OutboxRow left) {
        partlyConfirmed.add(left);
    }

    /** Whether there are rows to be forgotten. */
    public boolean hasConfirmed() {
        return !confirmed.isEmpty();
    }

    /** Has a transaction forget a few hundred of them. If it fails, they are to be remembered. */
    void forgetConfirmed(UnitOfWork work) {
        partOf(work).forgotten.addAll(takeConfirmed());
    }

    /** The transaction has failed, or nobody knows: what it was to forget is still there. */
    void remember(UnitOfWork work) {
        confirmed.addAll(partOf(work).forgotten);
    }

    /** A few hundred of them, for whoever forgets them now; those he loses are sent again. */
    public List<UUID> takeConfirmed() {
        return some(confirmed);
    }

    private static List<UUID> some(Queue<UUID> rows) {
        List<UUID> taken = new ArrayList<>();
        UUID next = rows.poll();
        while (next != null) {
            taken.add(next);
            next = taken.size() < ROWS_AT_A_TIME ? rows.poll() : null;
        }
        return taken;
    }

    /** Forgets these rows. */
    public Mono<Void> delete(Collection<UUID> ids) {
        return ids.isEmpty() ? Mono.empty() : WriteBatch.run(db, List.of(deletion(ids)));
    }

    /**
     * Forgets the confirmed messages of rows that must stay for others, so that they are not sent
     * again with those. What it loses is sent again.
     */
    public Mono<Void> forgetParts() {
        OutboxRow left = partlyConfirmed.poll();
        return left == null
                ? Mono.empty()
                : Rows.update(
                                db,
                                "UPDATE outbox SET messages = ? WHERE id = ?",
                                List.of(OutboxJson.write(left.messages()), left.id()))
                        .then(Mono.defer(this::forgetParts));
    }

    private static Write deletion(Collection<UUID> ids) {
        return new Write(
                Literals.fill(
                        "DELETE FROM outbox WHERE id IN (" + Rows.list("?", ids.size()) + ")",
                        ids.stream().sorted().toList()));
    }

    private OutboxMessage ready(Outgoing message, @Nullable String traceparent) {
        return new OutboxMessage(
                message.exchange(),
                message.routingKey(),
                message.messageId(),
                message.correlationId(),
                message.type(),
                message.mandatory(),
                traceparent,
                new String(codec.write(message.body()), StandardCharsets.UTF_8));
    }

    private Part partOf(UnitOfWork work) {
        return work.part("outbox", Part::new);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private final class Part implements UnitOfWork.Part {

        private final List<UUID> forgotten = new ArrayList<>();
        private final List<OutboxRow> rows = new ArrayList<>();
        private List<OutboxMessage> lastRow = new ArrayList<>();

        void add(OutboxMessage message) {
            if (lastRow.size() == MESSAGES_PER_ROW) {
                lastRow = closed();
            }
            lastRow.add(message);
        }

        private List<OutboxMessage> closed() {
            if (!lastRow.isEmpty()) {
                rows.add(new OutboxRow(Ids.timeOrdered(), lastRow));
            }
            return new ArrayList<>();
        }

        @Override
        public List<Write> writes() {
            lastRow = closed();
            List<Write> writes =
                    new ArrayList<>(
                            Rows.inserts(HEAD, ROW, rows.stream().map(this::values).toList(), ""));
            if (!forgotten.isEmpty()) {
                writes.add(deletion(forgotten));
            }
            return writes;
        }

        private List<Object> values(OutboxRow row) {
            return List.of(row.id(), micros(grace), OutboxJson.write(row.messages()));
        }
    }
}
