package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Headers;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The headers with which a message goes to its dead-letter queue, and how they are read there. */
final class DeathCertificate {

    private static final int LONGEST_TEXT = 300;

    /** What a message that is replayed leaves behind. */
    static final Set<String> HEADERS =
            Set.of(
                    Headers.REASON,
                    Headers.FAILED_AT,
                    Headers.QUEUE,
                    Headers.SAGA,
                    Headers.STEP,
                    Headers.ATTEMPT);

    private DeathCertificate() {}

    /** Certifies; {@code message} is null where it could not be read. */
    static Map<String, Object> issue(
            WorkQueue queue,
            Delivery delivery,
            @Nullable Incoming<EventMessage> message,
            String reason,
            Instant now) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(Headers.REASON, reason);
        headers.put(Headers.FAILED_AT, now.toString());
        headers.put(Headers.QUEUE, queue.queueName());
        headers.put(Headers.STEP, step(queue, delivery, message));
        headers.put(Headers.ATTEMPT, Received.attempt(delivery));
        UUID txId = message == null ? sagaIn(delivery) : message.txId();
        if (txId != null) {
            headers.put(Headers.SAGA, txId.toString());
        }
        return headers;
    }

    /** Reads what lies in the dead-letter queue of {@code queue}, whoever has put it there. */
    static DeadLetter read(WorkQueue queue, Delivery delivery, MessageCodec codec) {
        Map<String, Object> headers = Received.headers(delivery);
        Incoming<EventMessage> message = content(queue, delivery, codec);
        return new DeadLetter(
                queue,
                delivery.getProperties().getMessageId(),
                message == null ? told(delivery.getProperties().getType()) : type(message.body()),
                step(queue, delivery, message),
                message == null ? sagaIn(delivery) : message.txId(),
                shortened(told(headers.getOrDefault(Headers.REASON, byTheBroker(headers)))),
                Received.attempt(delivery),
                instant(headers.get(Headers.FAILED_AT)),
                headers.get(Headers.REPLAYS) instanceof Number replays ? replays.intValue() : 0,
                message);
    }

    private static @Nullable Incoming<EventMessage> content(
            WorkQueue queue, Delivery letter, MessageCodec codec) {
        try {
            return Received.read(queue, letter, codec).message();
        } catch (Unreadable _) {
            return null;
        }
    }

    private static String type(EventMessage body) {
        return switch (body) {
            case TargetEventMessage(var _, var _, var message) ->
                    message.getClass().getSimpleName();
            case ErrorEventMessage _ -> ErrorEventMessage.class.getSimpleName();
        };
    }

    /** A command tells its step itself; a reply's key names its orchestrator before the step. */
    private static String step(
            WorkQueue queue, Delivery delivery, @Nullable Incoming<EventMessage> message) {
        if (message != null
                && message.body() instanceof TargetEventMessage(var _, var _, Command command)) {
            return command.routingKey();
        }
        Map<String, Object> headers = Received.headers(delivery);
        String key =
                String.valueOf(
                        headers.getOrDefault(Headers.ROUTING_KEY, headers.get(Headers.STEP)));
        if (key.equals("null")) {
            key = Objects.requireNonNullElse(delivery.getEnvelope().getRoutingKey(), "");
        }
        boolean isReply = queue.exchange().equals(Exchanges.REPLIES) && key.contains(".");
        return shortened(
                isReply && queue.bindingKeys().contains(key)
                        ? key.substring(key.indexOf('.') + 1)
                        : key);
    }

    /** The saga in a command's id, {@code txId:step:phase}, which a reply has too. */
    private static @Nullable UUID sagaIn(Delivery delivery) {
        String id = delivery.getProperties().getCorrelationId();
        try {
            return id == null ? null : UUID.fromString(id.split(":", 2)[0]);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String byTheBroker(Map<String, Object> headers) {
        Object reason = headers.get("x-first-death-reason");
        return reason == null ? "unknown" : "the broker gave up on it: " + reason;
    }

    private static @Nullable Instant instant(@Nullable Object header) {
        try {
            return header == null ? null : Instant.parse(header.toString());
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String told(@Nullable Object value) {
        return value == null ? "unknown" : shortened(value.toString());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
