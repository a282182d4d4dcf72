package dev.ordersaga.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a service's file {@code openapi/<service>.yaml} says about its operations and parameters.
 *
 * @param parameters an example for each, by name
 * @param operations by method and path, e.g. {@code GET /orders/{orderId}}
 */
record Descriptions(Map<String, Object> parameters, Map<String, Operation> operations) {

    /**
     * One operation.
     *
     * @param request an example of its body; null if it has none
     * @param answers an example of each, by status
     */
    record Operation(
            @Nullable String summary,
            @Nullable Object request,
            Map<String, Object> answers,
            List<Refusal> problems) {

        static final Operation UNKNOWN = new Operation(null, null, Map.of(), List.of());

        private static Operation of(Map<String, Object> said) {
            return new Operation(
                    (String) said.get("summary"),
                    said.get("request"),
                    map(said.get("answers")),
                    list(said.get("problems")).stream().map(Refusal::parse).toList());
        }
    }

    /**
     * A problem document that an operation may answer.
     *
     * @param name the last part of its type
     */
    record Refusal(HttpStatus status, String name, String detail) {

        /** From its three parts with a blank between them. */
        static Refusal parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Refusal(HttpStatus.valueOf(Integer.parseInt(parts[0])), parts[1], parts[2]);
        }
    }

    /** Nothing, for a service that has no such file. */
    static Descriptions of(String service) {
        try (@Nullable InputStream file =
                Descriptions.class.getResourceAsStream("/openapi/" + service + ".yaml")) {
            return file == null ? new Descriptions(Map.of(), Map.of()) : parse(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Descriptions parse(InputStream file) {
        Map<String, Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        Map<String, Operation> operations = new LinkedHashMap<>();
        map(all.get("operations"))
                .forEach((name, said) -> operations.put(name, Operation.of(map(said))));
        return new Descriptions(map(all.get("parameters")), operations);
    }

    Operation operation(String name) {
        return operations.getOrDefault(name, Operation.UNKNOWN);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(@Nullable Object value) {
        return value == null ? List.of() : (List<String>) value;
    }
}
