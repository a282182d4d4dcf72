package dev.ordersaga.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes from JSpecify's annotations which fields of a document may be null: those of a record that
 * are {@code @Nullable} and that validation does not require. All others are always there.
 */
final class NullableComponents implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = rawClass(type.getType());
        if (schema != null && raw != null && raw.isRecord()) {
            Schema<?> resolved = resolved(schema, context.getDefinedModels());
            if (resolved != null && resolved.getProperties() != null) {
                complete(resolved, raw);
            }
        }
        return schema;
    }

    private static @Nullable Class<?> rawClass(Type type) {
        return switch (type) {
            case Class<?> raw -> raw;
            case JavaType java -> java.getRawClass();
            default -> null;
        };
    }

    private static @Nullable Schema<?> resolved(Schema<?> schema, Map<String, Schema> models) {
        String reference = schema.get$ref();
        return reference == null ? schema : models.get(reference.replaceFirst(".*/", ""));
    }

    private static void complete(Schema<?> schema, Class<?> type) {
        List<String> validated = schema.getRequired();
        Set<String> required = new LinkedHashSet<>(validated == null ? List.of() : validated);
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = schema.getProperties().get(component.getName());
            if (property == null || required.contains(component.getName())) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                allowNull(property);
            } else {
                required.add(component.getName());
            }
        }
        schema.setRequired(List.copyOf(required));
    }

    @SuppressWarnings("unchecked")
    private static void allowNull(Schema<?> property) {
        if (property.getTypes() != null) {
            property.addType("null");
        }
        List<Object> values = (List<Object>) property.getEnum();
        if (values != null && !values.contains(null)) {
            values.add(null);
        }
    }
}
