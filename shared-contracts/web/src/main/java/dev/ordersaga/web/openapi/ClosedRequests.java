package dev.ordersaga.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of every request that unknown fields are refused. */
final class ClosedRequests {

    private final Map<String, Schema> schemas;

    private ClosedRequests(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static void close(OpenAPI document) {
        ClosedRequests requests = new ClosedRequests(document.getComponents().getSchemas());
        document.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .map(operation -> operation.getRequestBody())
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .map(MediaType::getSchema)
                .forEach(requests::close);
    }

    private void close(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            close(schemas.get(schema.get$ref().replaceFirst(".*/", "")));
            return;
        }
        close(schema.getItems());
        if (schema.getProperties() != null) {
            schema.setAdditionalProperties(Boolean.FALSE);
            Collection<Schema> parts = schema.getProperties().values();
            parts.forEach(this::close);
        }
    }
}
