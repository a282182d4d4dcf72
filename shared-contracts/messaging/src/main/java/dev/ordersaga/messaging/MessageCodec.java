package dev.ordersaga.messaging;

import dev.ordersaga.contracts.EventMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the JSON bodies. Unknown fields are ignored; a missing or null field, an unknown
 * type, a value of the wrong kind or anything behind the end makes a message {@link Unreadable}.
 */
public final class MessageCodec {

    private static final int MAX_DEPTH = 32;

    private final ObjectReader reader;
    private final ObjectWriter writer;

    public MessageCodec() {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                        .build();
        JsonMapper json =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build();
        reader = json.readerFor(EventMessage.class);
        writer = json.writerFor(EventMessage.class);
    }

    public byte[] write(EventMessage message) {
        return writer.writeValueAsBytes(message);
    }

    /**
     * Reads a body.
     *
     * @throws Unreadable with a reason that names the kind of fault and its place
     */
    public EventMessage read(byte[] body) {
        try {
            EventMessage message = reader.readValue(body);
            if (message == null) {
                throw new Unreadable("the body is null");
            }
            return message;
        } catch (JacksonException fault) {
            throw new Unreadable(reason(fault));
        }
    }

    private static String reason(JacksonException fault) {
        String place =
                fault.getLocation() == null
                        ? ""
                        : " at byte " + fault.getLocation().getByteOffset();
        return "not a message of the contract: " + fault.getClass().getSimpleName() + place;
    }
}
