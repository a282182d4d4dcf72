package dev.ordersaga.messaging.store;

import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages of a row as a JSON list, each with its body as it is. */
final class OutboxJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    private OutboxJson() {}

    static String write(List<OutboxMessage> messages) {
        StringWriter text = new StringWriter(messages.size() * 512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            messages.forEach(message -> write(json, message));
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, OutboxMessage message) {
        json.writeStartObject();
        json.writeStringProperty("exchange", message.exchange());
        json.writeStringProperty("routingKey", message.routingKey());
        json.writeStringProperty("messageId", message.messageId());
        json.writeStringProperty("correlationId", message.correlationId());
        json.writeStringProperty("type", message.type());
        json.writeBooleanProperty("mandatory", message.mandatory());
        if (message.traceparent() != null) {
            json.writeStringProperty("traceparent", message.traceparent());
        }
        json.writeName("body");
        json.writeRawValue(message.body());
        json.writeEndObject();
    }

    static List<OutboxMessage> read(String text) {
        return JSON.readTree(text).valueStream().map(OutboxJson::message).toList();
    }

    private static OutboxMessage message(JsonNode json) {
        return new OutboxMessage(
                json.required("exchange").asString(),
                json.required("routingKey").asString(),
                json.required("messageId").asString(),
                json.required("correlationId").asString(),
                json.required("type").asString(),
                json.required("mandatory").asBoolean(),
                textOrNull(json.get("traceparent")),
                json.required("body").toString());
    }

    private static @Nullable String textOrNull(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json.asString();
    }
}
