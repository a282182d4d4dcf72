package dev.ordersaga.system;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of a service. */
record ApiDocument(String service, JsonNode root) {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** What stands under a method of a path. */
    record Operation(ApiDocument document, String method, String path, JsonNode node) {

        String name() {
            return method + " " + path;
        }

        Stream<JsonNode> parameters() {
            return node.path("parameters").valueStream();
        }

        JsonNode response(int status) {
            return node.at("/responses/" + status);
        }

        @Override
        public String toString() {
            return document.service() + " " + name();
        }
    }

    static ApiDocument of(RunningSystem system, String service) {
        return new ApiDocument(service, system.api(service).get("/v3/api-docs"));
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, node) ->
                                                operations.add(
                                                        new Operation(
                                                                this,
                                                                method.toUpperCase(Locale.ROOT),
                                                                path,
                                                                node))));
        return operations;
    }

    /** What a schema of the document accepts. */
    Schema validator(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.get("components"));
        return REGISTRY.getSchema(whole);
    }

    /** A schema, or the one that it refers to. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isString() ? root.at(reference.stringValue().substring(1)) : schema;
    }
}
