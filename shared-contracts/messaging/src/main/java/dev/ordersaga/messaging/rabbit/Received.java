package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.Headers;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Unreadable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that could be read.
 *
 * @param queue where it comes from
 * @param attempt counts from 1
 */
record Received(
        WorkQueue queue,
        Delivery delivery,
        Incoming<EventMessage> message,
        int attempt,
        @Nullable String traceparent) {

    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final int MAX_ID_LENGTH = 150;

    /**
     * Reads a delivery.
     *
     * @throws Unreadable if it is not a message of the contract
     */
    static Received read(WorkQueue queue, Delivery delivery, MessageCodec codec) {
        if (delivery.getBody().length > MAX_BODY_BYTES) {
            throw new Unreadable("the body has more than " + MAX_BODY_BYTES + " bytes");
        }
        AMQP.BasicProperties properties = delivery.getProperties();
        String messageId = id("message-id", properties.getMessageId());
        String correlationId = id("correlation-id", properties.getCorrelationId());
        EventMessage body = codec.read(delivery.getBody());
        return new Received(
                queue,
                delivery,
                new Incoming<>(body.target(), body.txId(), messageId, correlationId, body),
                attempt(delivery),
                trace(delivery));
    }

    private static String id(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Unreadable("the property " + name + " is missing");
        }
        if (value.length() > MAX_ID_LENGTH || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Unreadable("the property " + name + " is not a usable id");
        }
        return value;
    }

    static int attempt(Delivery delivery) {
        return headers(delivery).get(Headers.ATTEMPT) instanceof Number attempt
                ? Math.max(1, attempt.intValue())
                : 1;
    }

    private static @Nullable String trace(Delivery delivery) {
        Object header = headers(delivery).get(TraceParent.HEADER);
        return header == null ? null : TraceParent.continueOrStart(header.toString());
    }

    static Map<String, Object> headers(Delivery delivery) {
        Map<String, Object> headers = delivery.getProperties().getHeaders();
        return headers == null ? Map.of() : headers;
    }
}
