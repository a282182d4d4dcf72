package dev.ordersaga.kitchen.adapter.web;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives every problem a stable type, and names the fields of a request that are not valid. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final URI NO_TYPE = URI.create("about:blank");

    /** What is wrong with a field of the body, or with a parameter. */
    record InvalidField(String field, String message) {}

    @Override
    protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
            WebExchangeBindException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(
                fault, fault.getBody(), fields(fault.getFieldErrors()), headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleHandlerMethodValidationException(
            HandlerMethodValidationException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        Stream<InvalidField> parameters =
                fault.getParameterValidationResults().stream().flatMap(ProblemAdvice::fields);
        return invalid(fault, fault.getBody(), parameters, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem && isUntyped(problem)) {
            problem.setType(Problems.type(status));
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    private Mono<ResponseEntity<Object>> invalid(
            Exception fault,
            ProblemDetail problem,
            Stream<InvalidField> fields,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        problem.setProperty("errors", fields.sorted(comparing(InvalidField::field)).toList());
        return handleExceptionInternal(fault, problem, headers, status, exchange);
    }

    private static Stream<InvalidField> fields(ParameterValidationResult parameter) {
        return parameter.getResolvableErrors().stream()
                .map(
                        error ->
                                error instanceof FieldError field
                                        ? field(field)
                                        : invalid(
                                                parameter.getMethodParameter().getParameterName(),
                                                error.getDefaultMessage()));
    }

    private static Stream<InvalidField> fields(List<FieldError> errors) {
        return errors.stream().map(ProblemAdvice::field);
    }

    private static InvalidField field(FieldError error) {
        return invalid(error.getField(), error.getDefaultMessage());
    }

    private static InvalidField invalid(@Nullable String field, @Nullable String message) {
        return new InvalidField(
                requireNonNullElse(field, "?"), requireNonNullElse(message, "is not valid"));
    }

    private static boolean isUntyped(ProblemDetail problem) {
        return problem.getType() == null || NO_TYPE.equals(problem.getType());
    }
}
