package dev.ordersaga.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document has the messages of the contracts, field by field, and no other. */
class AsyncApiMessagesTest {

    private static final String SCHEMAS = "#/components/schemas/";

    /** What fields are of, beside records and enumerations. */
    private static final Set<String> PLAIN = Set.of("Uuid", "Time", "Number", "Headers");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static Stream<EventMessage> messages() {
        return GoldenMessagesTest.messages();
    }

    static Stream<Class<?>> records() {
        return types().stream().filter(Class::isRecord);
    }

    static Stream<Class<?>> enumerations() {
        return types().stream().filter(Class::isEnum);
    }

    /** Everything that a message is made of. */
    private static Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        GoldenMessagesTest.records(EventMessage.class).forEach(type -> collect(type, types));
        GoldenMessagesTest.records(Message.class).forEach(type -> collect(type, types));
        return types;
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (type.isEnum()) {
            types.add(type);
        } else if (type.isRecord() && types.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                collect(partOf(component.getGenericType()), types);
            }
        }
    }

    private static Class<?> partOf(Type type) {
        return type instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : (Class<?>) type;
    }

    @Test
    void thereIsOneMessagePerRecordAndNoOther() {
        Set<String> expected =
                GoldenMessagesTest.records(Message.class)
                        .map(Class::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        expected.add(ErrorEventMessage.class.getSimpleName());

        assertThat(AsyncApi.under("/components/messages").keySet()).isEqualTo(expected);
        AsyncApi.under("/components/messages")
                .forEach(
                        (name, message) -> {
                            assertThat(message.path("name").asString()).isEqualTo(name);
                            assertThat(message.at("/bindings/amqp/messageType").asString())
                                    .isEqualTo(name);
                            assertThat(message.at("/headers/$ref").asString())
                                    .isEqualTo(SCHEMAS + "Headers");
                        });
    }

    @Test
    void thereIsOneSchemaPerTypeAndNoOther() {
        Set<String> expected =
                types().stream().map(Class::getSimpleName).collect(Collectors.toSet());
        expected.addAll(PLAIN);

        assertThat(AsyncApi.under("/components/schemas").keySet()).isEqualTo(expected);
    }

    @Test
    void thereIsOnePropertyPerHeader() {
        assertThat(AsyncApi.under("/components/schemas/Headers/properties").keySet())
                .containsExactlyInAnyOrderElementsOf(Headers.ALL);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldIsThereIsRequiredAndHasItsType(Class<?> type) {
        JsonNode schema = schema(type.getSimpleName());
        Set<String> expected = new HashSet<>(discriminator(type));
        for (RecordComponent component : type.getRecordComponents()) {
            expected.add(component.getName());
            JsonNode property = schema.path("properties").path(component.getName());
            assertThat(described(property))
                    .as("%s.%s", type.getSimpleName(), component.getName())
                    .isEqualTo(described(component.getGenericType()));
        }
        assertThat(schema.path("type").asString()).isEqualTo("object");
        assertThat(schema.path("properties").propertyNames()).hasSameElementsAs(expected);
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<String> discriminator(Class<?> type) {
        if (EventMessage.class.isAssignableFrom(type)) {
            return Set.of("EventMessageType");
        }
        return Message.class.isAssignableFrom(type) ? Set.of("eventType") : Set.of();
    }

    private static String described(JsonNode property) {
        if (property.has("$ref")) {
            return property.path("$ref").asString().replace(SCHEMAS, "");
        }
        String type = property.path("type").asString();
        return type.equals("array") ? "list of " + described(property.path("items")) : type;
    }

    private static String described(Type type) {
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).isEqualTo(List.class);
            return "list of " + described(partOf(type));
        }
        if (type == UUID.class) {
            return "Uuid";
        }
        if (type == Instant.class) {
            return "Time";
        }
        if (type == long.class) {
            return "Number";
        }
        if (type == int.class) {
            return "integer";
        }
        if (type == String.class) {
            return "string";
        }
        return type == Message.class ? "object" : ((Class<?>) type).getSimpleName();
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void everyConstantIsThere(Class<?> type) {
        assertThat(schema(type.getSimpleName()).path("enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theGoldenFileIsAMessageOfItsSchema(EventMessage message) throws IOException {
        assertThat(payloadOf(message).validate(golden(message))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void noFieldOfTheGoldenFileMayBeMissingNullOrOfAnotherKind(EventMessage message)
            throws IOException {
        Schema payload = payloadOf(message);
        for (String place : List.of("", "/message")) {
            for (String field : golden(message).at(place).propertyNames()) {
                ObjectNode without = golden(message);
                ((ObjectNode) without.at(place)).remove(field);
                assertThat(payload.validate(without)).as("without %s", field).isNotEmpty();
                ObjectNode nothing = golden(message);
                ((ObjectNode) nothing.at(place)).putNull(field);
                assertThat(payload.validate(nothing)).as("%s: null", field).isNotEmpty();
                ObjectNode odd = golden(message);
                ((ObjectNode) odd.at(place)).put(field, true);
                assertThat(payload.validate(odd)).as("%s: true", field).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsAddedIsIgnored(EventMessage message) throws IOException {
        ObjectNode more = golden(message);
        more.put("more", 1);
        assertThat(payloadOf(message).validate(more)).isEmpty();
    }

    private static ObjectNode golden(EventMessage message) throws IOException {
        return (ObjectNode) JsonMapper.shared().readTree(GoldenMessagesTest.golden(message));
    }

    private static Schema payloadOf(EventMessage message) {
        String name =
                message instanceof TargetEventMessage carried
                        ? carried.message().getClass().getSimpleName()
                        : message.getClass().getSimpleName();
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.putArray("allOf")
                .addObject()
                .put("$ref", "#/components/messages/" + name + "/payload");
        root.set("components", AsyncApi.document().path("components"));
        return REGISTRY.getSchema(root);
    }

    private static JsonNode schema(String name) {
        return AsyncApi.document().at("/components/schemas/" + name);
    }
}
