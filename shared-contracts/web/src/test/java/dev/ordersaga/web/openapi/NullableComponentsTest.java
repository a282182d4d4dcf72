package dev.ordersaga.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NullableComponentsTest {

    enum Colour {
        RED
    }

    record Item(long number) {}

    record Sample(
            String there,
            @Nullable String perhaps,
            @Nullable Colour colour,
            @NotNull @Nullable Long validated,
            List<Item> items) {}

    private final Map<String, Schema> schemas = schemas();

    private static Map<String, Schema> schemas() {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new NullableComponents());
        return converters.readAll(Sample.class);
    }

    @Test
    void whatMayBeNullIsSaidToBeSo() {
        assertThat(property("perhaps").getTypes()).containsExactlyInAnyOrder("string", "null");
        assertThat((List<?>) property("colour").getEnum()).isEqualTo(Arrays.asList("RED", null));
    }

    @Test
    void whatValidationRequiresIsNotNull() {
        assertThat(property("validated").getTypes()).containsExactly("integer");
    }

    @Test
    void allElseIsRequired() {
        assertThat(schemas.get("Sample").getRequired())
                .containsExactlyInAnyOrder("there", "validated", "items");
        assertThat(schemas.get("Item").getRequired()).containsExactly("number");
    }

    private Schema<?> property(String name) {
        return (Schema<?>) schemas.get("Sample").getProperties().get(name);
    }
}
