package dev.ordersaga.web.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Completes the OpenAPI document with examples, refusals, and what may be null. */
@AutoConfiguration
class OpenApiAutoConfiguration {

    @Bean
    OpenApiCustomizer describedOperations(@Value("${spring.application.name}") String service) {
        Descriptions descriptions = Descriptions.of(service);
        return document -> {
            new DescribedOperations(descriptions).describe(document);
            ClosedRequests.close(document);
        };
    }

    @Bean
    ModelConverter nullableComponents() {
        return new NullableComponents();
    }
}
