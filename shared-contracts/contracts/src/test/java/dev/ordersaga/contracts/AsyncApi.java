package dev.ordersaga.contracts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The wire as {@code asyncapi.yaml} tells it. */
final class AsyncApi {

    private static final JsonNode DOCUMENT =
            new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());

    private AsyncApi() {}

    /**
     * A place in a channel with its parameter's values put in, one after the other.
     *
     * @param name its name in the document
     */
    record Channel(String name, JsonNode node, String address, String parameter) {

        /** A text of the channel with the parameter's value in it. */
        String filled(String text) {
            return text.replace("{failure}", parameter);
        }

        boolean isQueue() {
            return node.at("/bindings/amqp/is").asString().equals("queue");
        }

        String exchange() {
            return node.at("/bindings/amqp/exchange/name").asString();
        }

        Set<String> messages() {
            return new TreeSet<>(node.path("messages").propertyNames());
        }
    }

    static JsonNode document() {
        return DOCUMENT;
    }

    static List<Channel> queues() {
        return channels().filter(Channel::isQueue).toList();
    }

    static List<Channel> keys() {
        return channels().filter(channel -> !channel.isQueue()).toList();
    }

    private static Stream<Channel> channels() {
        return DOCUMENT.get("channels").properties().stream()
                .flatMap(channel -> filled(channel.getKey(), channel.getValue()));
    }

    private static Stream<Channel> filled(String name, JsonNode node) {
        String address = node.path("address").asString();
        JsonNode values = node.at("/parameters/failure/enum");
        return values.isMissingNode()
                ? Stream.of(new Channel(name, node, address, ""))
                : values.valueStream()
                        .map(JsonNode::asString)
                        .map(
                                value ->
                                        new Channel(
                                                name,
                                                node,
                                                address.replace("{failure}", value),
                                                value));
    }

    static Map<String, JsonNode> under(String pointer) {
        return DOCUMENT.at(pointer).properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
