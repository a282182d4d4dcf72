package dev.ordersaga.messaging.store;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Outgoing;
import io.r2dbc.spi.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The inbox: which messages have been handled, and what was answered, so that a message that comes
 * again takes no effect and is given the same answer.
 */
public final class InboxTable {

    private static final String HEAD =
            "INSERT INTO inbox (message_id, handled_at, reply_key, reply_type, reply)";
    private static final String ROW = "(?, UTC_TIMESTAMP(6), ?, ?, ?)";
    private static final String REMEMBER =
            "ON DUPLICATE KEY UPDATE reply_key = VALUES(reply_key),"
                    + " reply_type = VALUES(reply_type), reply = VALUES(reply)";

    private final DatabaseClient db;
    private final MessageCodec codec;

    public InboxTable(DatabaseClient db, MessageCodec codec) {
        this.db = db;
        this.codec = codec;
    }

    /**
     * Which of these messages have been handled.
     *
     * @return by message id, the answer that was given, if any
     */
    public Mono<Map<String, Optional<OutboxMessage>>> handled(Collection<String> messageIds) {
        return Rows.select(
                        db,
                        handledOf(messageIds),
                        List.copyOf(messageIds),
                        (row, _) -> Map.entry(Rows.string(row, "message_id"), answer(row)))
                .collect(
                        HashMap::new,
                        (handled, entry) -> handled.put(entry.getKey(), entry.getValue()));
    }

    /**
     * The same in this transaction, read together with the first of what else it needs, and after
     * that: whoever has handled the same message just now has mostly held the same locks. If he has
     * not, the {@link #mark} tells.
     *
     * @param needs looks for that
     */
    public Mono<Map<String, Optional<OutboxMessage>>> handledBefore(
            Collection<String> messageIds, Mono<Void> needs) {
        return UnitOfWork.use(
                unit -> {
                    Map<String, Optional<OutboxMessage>> handled = new HashMap<>();
                    unit.expectLast(
                            new Read(
                                    Literals.fill(handledOf(messageIds), List.copyOf(messageIds)),
                                    row -> handled.put(Rows.string(row, "message_id"), answer(row)),
                                    () -> {}));
                    return needs.then(Mono.defer(() -> unit.readExpected(db))).thenReturn(handled);
                });
    }

    private static String handledOf(Collection<String> messageIds) {
        return "SELECT message_id, reply_key, reply_type, reply FROM inbox WHERE message_id IN ("
                + Rows.list("?", messageIds.size())
                + ")";
    }

    /** Marks a message as handled in this transaction, which fails if another has done so. */
    public Mono<Void> mark(String messageId) {
        return UnitOfWork.note(work -> partOf(work).fresh.put(messageId, unanswered(messageId)));
    }

    /**
     * Notes in this transaction that a message has had its effect, which is outside the database.
     * Another transaction may have done so.
     */
    public Mono<Void> note(String messageId) {
        return UnitOfWork.note(work -> partOf(work).answer(messageId, unanswered(messageId)));
    }

    /** Notes the answer to a command, whether it was handled in this transaction or an earlier. */
    Mono<Void> remember(String commandId, Outgoing answer) {
        List<@Nullable Object> row =
                Arrays.asList(
                        commandId,
                        answer.routingKey(),
                        answer.type(),
                        new String(codec.write(answer.body()), StandardCharsets.UTF_8));
        return UnitOfWork.note(work -> partOf(work).answer(commandId, row));
    }

    private static List<@Nullable Object> unanswered(String messageId) {
        return Arrays.asList(messageId, null, null, null);
    }

    private static Optional<OutboxMessage> answer(Row row) {
        String key = Rows.stringOrNull(row, "reply_key");
        if (key == null) {
            return Optional.empty();
        }
        String commandId = Rows.string(row, "message_id");
        return Optional.of(
                new OutboxMessage(
                        Exchanges.REPLIES,
                        key,
                        commandId + ":reply",
                        commandId,
                        Rows.string(row, "reply_type"),
                        true,
                        null,
                        Rows.string(row, "reply")));
    }

    private Part partOf(UnitOfWork work) {
        return work.part("inbox", Part::new);
    }

    private static final class Part implements UnitOfWork.Part {

        private final SortedMap<String, List<@Nullable Object>> fresh = new TreeMap<>();
        private final SortedMap<String, List<@Nullable Object>> answered = new TreeMap<>();

        void answer(String commandId, List<@Nullable Object> row) {
            (fresh.containsKey(commandId) ? fresh : answered).put(commandId, row);
        }

        @Override
        public List<Write> writes() {
            List<Write> writes =
                    new ArrayList<>(Rows.inserts(HEAD, ROW, List.copyOf(fresh.values()), ""));
            writes.addAll(Rows.inserts(HEAD, ROW, List.copyOf(answered.values()), REMEMBER));
            return writes;
        }
    }
}
