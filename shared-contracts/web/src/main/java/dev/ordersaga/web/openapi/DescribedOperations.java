package dev.ordersaga.web.openapi;

import dev.ordersaga.web.openapi.Descriptions.Refusal;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Writes into a document what the descriptions say: an example of each request and of each answer,
 * and every problem that an operation may answer.
 */
final class DescribedOperations {

    private static final String OK = "200";
    private static final String PROBLEM_JSON = "application/problem+json";

    private final Descriptions descriptions;

    DescribedOperations(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    void describe(OpenAPI document) {
        document.schema("Problem", ProblemSchema.get());
        document.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        describe(method + " " + path, operation)));
    }

    private void describe(String name, Operation operation) {
        Descriptions.Operation said = descriptions.operation(name);
        operation.setTags(List.of(name.replaceFirst(".*? /([\\w.-]+).*", "$1")));
        if (said.summary() != null) {
            operation.setSummary(said.summary());
        }
        if (said.request() != null) {
            exemplify(operation.getRequestBody().getContent(), said.request());
        }
        Stream.ofNullable(operation.getParameters()).flatMap(List::stream).forEach(this::exemplify);
        answers(operation.getResponses(), said.answers());
        Stream.concat(CommonRefusals.of(operation).stream(), said.problems().stream())
                .forEach(refusal -> refuse(operation.getResponses(), refusal));
    }

    private void exemplify(Parameter parameter) {
        if (parameter.getExample() == null) {
            parameter.setExample(descriptions.parameters().get(parameter.getName()));
        }
    }

    private static void exemplify(Content content, Object example) {
        content.values().forEach(media -> media.setExample(example));
    }

    /** Where only 200 is documented, because the controller says nothing else, that is replaced. */
    private static void answers(ApiResponses responses, Map<String, Object> examples) {
        if (examples.isEmpty()) {
            return;
        }
        ApiResponse usual = responses.values().iterator().next();
        examples.forEach(
                (status, example) -> {
                    ApiResponse answer =
                            responses.computeIfAbsent(status, _ -> copy(usual, status));
                    exemplify(answer.getContent(), example);
                });
        if (!examples.containsKey(OK)) {
            responses.remove(OK);
        }
    }

    private static ApiResponse copy(ApiResponse original, String status) {
        Content content = new Content();
        original.getContent()
                .forEach(
                        (type, media) ->
                                content.addMediaType(
                                        type, new MediaType().schema(media.getSchema())));
        return new ApiResponse()
                .description(HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase())
                .content(content);
    }

    private static void refuse(ApiResponses responses, Refusal refusal) {
        HttpStatus status = refusal.status();
        Content content =
                responses
                        .computeIfAbsent(Integer.toString(status.value()), _ -> problem(status))
                        .getContent();
        Objects.requireNonNull(content.get(PROBLEM_JSON))
                .addExamples(refusal.name(), new Example().value(document(refusal)));
    }

    private static ApiResponse problem(HttpStatus status) {
        ApiResponse response =
                new ApiResponse()
                        .description(status.getReasonPhrase())
                        .content(
                                new Content()
                                        .addMediaType(
                                                PROBLEM_JSON,
                                                new MediaType()
                                                        .schema(
                                                                new Schema<>()
                                                                        .$ref(
                                                                                "#/components/schemas/Problem"))));
        if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.addHeaderObject(
                    HttpHeaders.RETRY_AFTER,
                    new Header()
                            .description("Seconds after which it may be tried again")
                            .schema(new IntegerSchema()));
        }
        return response;
    }

    private static Map<String, Object> document(Refusal refusal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:order-saga:problem:" + refusal.name());
        document.put("title", refusal.status().getReasonPhrase());
        document.put("status", refusal.status().value());
        document.put("detail", refusal.detail());
        return document;
    }
}
