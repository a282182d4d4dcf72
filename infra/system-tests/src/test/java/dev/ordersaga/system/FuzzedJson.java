package dev.ordersaga.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as a schema has them, and then spoilt: in a value, in their form, or in their bytes. */
final class FuzzedJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int OVER_THE_LIMIT = 64 * 1024 + 1;
    private static final int DEEP = 10_000;

    /** Stands for text that no JSON writer would write. */
    private static final String RAW = "raw:";

    private static final List<String> ODD_TOKENS =
            List.of(
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "9007199254740991",
                    "9007199254740992",
                    "2147483648",
                    "1e308",
                    "1e400",
                    "-1e-400",
                    "-0.0",
                    "-0",
                    "1.0",
                    "1.5",
                    "1e2",
                    "NaN",
                    "Infinity",
                    "01",
                    "0x10",
                    "'single'",
                    "undefined",
                    "1e999999999",
                    "9".repeat(2_000),
                    "0." + "0".repeat(1_500) + "1",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\"\\x\"",
                    "\"\t\"",
                    "[[[[[[[[[[]]]]]]]]]]",
                    "{\"a\":1,\"a\":2}",
                    "/* why */ 1",
                    "");

    static final List<String> ODD_TEXTS =
            List.of(
                    "",
                    " ",
                    "NaN",
                    "-0.0",
                    "null",
                    "true",
                    "1",
                    "9223372036854775808",
                    "٣",
                    "🍜🍜🍜",
                    "\u0000",
                    "\u202Eright to left",
                    "e\u0301".repeat(90),
                    "\uFFFD",
                    "\uFEFF",
                    "line\nbreak\r\n",
                    "' OR 1=1 -- ",
                    "\"; DROP TABLE x",
                    "%s%n%d",
                    "${jndi:ldap://x}",
                    "{{7*7}}",
                    "<script>",
                    "\\",
                    "../../etc/passwd",
                    "x".repeat(101),
                    "x".repeat(60_000));

    private final RandomGenerator chance;
    private final ApiDocument document;

    FuzzedJson(RandomGenerator chance, ApiDocument document) {
        this.chance = chance;
        this.document = document;
    }

    /** A body: whole one time in four, for what can only be reached with a good one. */
    byte[] body(JsonNode content) {
        JsonNode body =
                chance.nextBoolean() ? content.get("example") : valid(content.get("schema"));
        return switch (chance.nextInt(16)) {
            case 0, 1, 2, 3 -> text(body).getBytes(StandardCharsets.UTF_8);
            case 4 -> misshapen(text(body));
            case 5 -> badBytes(text(body).getBytes(StandardCharsets.UTF_8));
            default -> spoilt(body);
        };
    }

    /** What the schema accepts, or nearly so: patterns are not looked at. */
    private JsonNode valid(JsonNode described) {
        JsonNode schema = document.resolved(described);
        if (schema.has("enum")) {
            return schema.get("enum").get(chance.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asString() : type.asString("")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> NODES.numberNode(integer(schema));
            case "boolean" -> NODES.booleanNode(chance.nextBoolean());
            default -> NODES.stringNode(string(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || chance.nextInt(3) == 0) {
                object.set(property.getKey(), valid(property.getValue()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = NODES.arrayNode();
        int size = Math.max(schema.path("minItems").asInt(0), 1 + chance.nextInt(3));
        for (int item = 0; item < size; item++) {
            array.add(valid(schema.get("items")));
        }
        return array;
    }

    private long integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE / 2);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE / 2);
        return switch (chance.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> Math.min(most, least + chance.nextInt(200));
        };
    }

    private String string(JsonNode schema) {
        int most = schema.path("maxLength").asInt(40);
        int least = Math.max(1, schema.path("minLength").asInt(1));
        int length = chance.nextInt(4) == 0 ? most : Math.min(most, least + chance.nextInt(9));
        return chance.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One to three of its values are others, or missing, or more than there should be. */
    private byte[] spoilt(JsonNode body) {
        ObjectNode copy = NODES.objectNode();
        copy.set("body", body.deepCopy());
        for (int times = 1 + chance.nextInt(3); times > 0; times--) {
            List<Consumer<JsonNode>> places = new ArrayList<>();
            places(copy, places);
            places.get(chance.nextInt(places.size())).accept(odd());
        }
        JsonNode spoilt = copy.path("body");
        return text(spoilt).getBytes(StandardCharsets.UTF_8);
    }

    /** Everything that can be changed below a node. */
    private void places(JsonNode node, List<Consumer<JsonNode>> places) {
        switch (node) {
            case ObjectNode object -> {
                for (String name : List.copyOf(object.propertyNames())) {
                    places.add(value -> object.set(name, value));
                    places.add(_ -> object.remove(name));
                    places(object.get(name), places);
                }
                places.add(value -> object.set("unknown", value));
                places.add(value -> object.set(pick(ODD_TEXTS), value));
            }
            case ArrayNode array -> {
                for (int at = 0; at < array.size(); at++) {
                    int place = at;
                    places.add(value -> array.set(place, value));
                    places(array.get(at), places);
                }
                places.add(array::add);
                places.add(
                        _ -> {
                            for (int item = 0; item < 1_001; item++) {
                                array.addObject();
                            }
                        });
            }
            default -> {}
        }
    }

    private JsonNode odd() {
        return switch (chance.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.objectNode();
            case 2 -> NODES.arrayNode().addNull();
            case 3 -> NODES.booleanNode(chance.nextBoolean());
            case 4, 5 -> NODES.stringNode(pick(ODD_TEXTS));
            default -> NODES.stringNode(RAW + chance.nextInt(ODD_TOKENS.size()));
        };
    }

    private byte[] misshapen(String good) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        return switch (chance.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 ->
                    good.substring(0, chance.nextInt(good.length()))
                            .getBytes(StandardCharsets.UTF_8);
            case 2 -> (good + good).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("[" + good + "]").getBytes(StandardCharsets.UTF_8);
            case 4 -> good.getBytes(StandardCharsets.UTF_16);
            case 5 -> "[".repeat(DEEP).getBytes(StandardCharsets.UTF_8);
            case 6 -> ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.UTF_8);
            case 7 -> "{\"a\":".repeat(DEEP).getBytes(StandardCharsets.UTF_8);
            case 8 -> (good + " ".repeat(OVER_THE_LIMIT)).getBytes(StandardCharsets.UTF_8);
            case 9 -> ("\"" + "x".repeat(400_000) + "\"").getBytes(StandardCharsets.UTF_8);
            case 10 -> "a=b&c=d".getBytes(StandardCharsets.UTF_8);
            default ->
                    ("\uFEFF" + new String(bytes, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Overlong, cut off, surrogates, or none that there is. */
    private byte[] badBytes(byte[] bytes) {
        int[] bad = {0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xFF, 0xFE, 0xF5, 0x80, 0xE2, 0x00, 0x1B};
        for (int times = 1 + chance.nextInt(3); times > 0; times--) {
            bytes[chance.nextInt(bytes.length)] = (byte) bad[chance.nextInt(bad.length)];
        }
        return bytes;
    }

    private String text(JsonNode node) {
        String text = JsonMapper.shared().writeValueAsString(node);
        for (int token = ODD_TOKENS.size() - 1; token >= 0; token--) {
            text = text.replace("\"" + RAW + token + "\"", ODD_TOKENS.get(token));
        }
        return text;
    }

    private String pick(List<String> from) {
        return from.get(chance.nextInt(from.size()));
    }
}
