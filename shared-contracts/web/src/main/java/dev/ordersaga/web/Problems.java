package dev.ordersaga.web;

import dev.ordersaga.messaging.Overloaded;
import dev.ordersaga.messaging.store.Outage;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Every error of an HTTP API as a problem document (RFC 9457) with a stable type, and without
 * anything of the inside: no stack trace, no SQL, no class name.
 */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPES = "urn:order-saga:problem:";
    private static final URI BLANK = URI.create("about:blank");

    static URI type(String name) {
        return URI.create(TYPES + name);
    }

    /** Names each field that is wrong. */
    @Override
    protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
            WebExchangeBindException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(
                fault.getFieldErrors().stream().map(Problems::error).toList(),
                fault,
                headers,
                exchange);
    }

    /** Names each parameter that is wrong, and each field of a body beside them. */
    @Override
    protected Mono<ResponseEntity<Object>> handleHandlerMethodValidationException(
            HandlerMethodValidationException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(
                fault.getParameterValidationResults().stream().flatMap(Problems::errors).toList(),
                fault,
                headers,
                exchange);
    }

    private Mono<ResponseEntity<Object>> invalid(
            List<Map<String, String>> errors,
            Exception fault,
            HttpHeaders headers,
            ServerWebExchange exchange) {
        HttpStatus status = HttpStatus.BAD_REQUEST;
        ProblemDetail document =
                ProblemDetail.forStatusAndDetail(
                        status, "The request has fields that are not valid.");
        document.setType(type("invalid-request"));
        document.setProperty("errors", errors);
        return handleExceptionInternal(fault, document, headers, status, exchange);
    }

    private static Stream<Map<String, String>> errors(ParameterValidationResult result) {
        String name =
                Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "");
        return result.getResolvableErrors().stream()
                .map(
                        fault ->
                                fault instanceof FieldError field
                                        ? error(field)
                                        : error(name, fault.getDefaultMessage()));
    }

    private static Map<String, String> error(FieldError fault) {
        return error(fault.getField(), fault.getDefaultMessage());
    }

    private static Map<String, String> error(String field, @Nullable String message) {
        return Map.of("field", field, "message", Objects.requireNonNullElse(message, "not valid"));
    }

    /** Names the place in the body that could not be read. */
    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        ProblemDetail document = fault.getBody();
        document.setType(type("unreadable-request"));
        if (fault.getMostSpecificCause() instanceof DatabindException place) {
            document.setDetail("The body cannot be read at " + path(place) + ".");
        }
        return handleExceptionInternal(fault, document, headers, status, exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleViolation(
            ConstraintViolationException fault, ServerWebExchange exchange) {
        return refuse(
                fault,
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "The request has parameters that are not valid.",
                exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleLargeBody(
            ContentTooLargeException fault, ServerWebExchange exchange) {
        return refuse(
                fault,
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body may have " + WebAutoConfiguration.BODY_BYTES + " bytes at most.",
                exchange);
    }

    /** An id of blanks in the path counts as none, and that as a bug of the route. */
    @Override
    protected Mono<ResponseEntity<Object>> handleServerErrorException(
            ServerErrorException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        MethodParameter parameter = fault.getMethodParameter();
        if (parameter == null || !parameter.hasParameterAnnotation(PathVariable.class)) {
            return super.handleServerErrorException(fault, headers, status, exchange);
        }
        return refuse(
                fault,
                HttpStatus.BAD_REQUEST,
                "unreadable-request",
                "The path has no " + fault.getReason() + ".",
                exchange);
    }

    /**
     * The name of a parameter is looked at by the firewall only when the controller asks for it.
     */
    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleRejection(
            ServerExchangeRejectedException fault, ServerWebExchange exchange) {
        return refuse(
                fault,
                HttpStatus.BAD_REQUEST,
                "unreadable-request",
                "The name of a parameter has characters that are not accepted.",
                exchange);
    }

    /** No answer depends on the header Accept, but it must be one that can be sorted. */
    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleForms(
            InvalidMimeTypeException fault, ServerWebExchange exchange) {
        return refuse(
                fault,
                HttpStatus.NOT_ACCEPTABLE,
                "not-acceptable",
                "The header Accept names too many forms.",
                exchange);
    }

    private Mono<ResponseEntity<Object>> refuse(
            Exception fault,
            HttpStatus status,
            String type,
            String detail,
            ServerWebExchange exchange) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(type(type));
        return handleExceptionInternal(fault, document, new HttpHeaders(), status, exchange);
    }

    /** The database is out of reach, or others have locked what is needed; soon it will be over. */
    private Mono<ResponseEntity<Object>> outage(Exception fault, ServerWebExchange exchange) {
        LOG.warn("The database is out of reach: {}", fault.toString());
        return later(fault, exchange);
    }

    private static boolean passes(RuntimeException fault) {
        return Outage.isBehind(fault) || fault instanceof TransientDataAccessException;
    }

    /** There is more to do than can be done soon. */
    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleOverload(Overloaded fault, ServerWebExchange exchange) {
        return later(fault, exchange);
    }

    private Mono<ResponseEntity<Object>> later(Exception fault, ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return handleExceptionInternal(
                fault,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "Try again in a moment."),
                headers,
                HttpStatus.SERVICE_UNAVAILABLE,
                exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleFault(RuntimeException fault, ServerWebExchange exchange) {
        return passes(fault) ? outage(fault, exchange) : bug(fault, exchange);
    }

    private Mono<ResponseEntity<Object>> bug(RuntimeException fault, ServerWebExchange exchange) {
        LOG.error("{} has failed", exchange.getRequest().getPath(), fault);
        return handleExceptionInternal(
                fault,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be handled."),
                new HttpHeaders(),
                HttpStatus.INTERNAL_SERVER_ERROR,
                exchange);
    }

    /** Where in the body, as a client would write it: {@code productItems[0].price}. */
    private static String path(DatabindException fault) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            path.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
        }
        return path.isEmpty() ? "its beginning" : path.toString().replaceFirst("^\\.", "");
    }

    /**
     * Gives a type to every document that has none yet: its status in words. It is sent as what it
     * is, also to a client that has asked for something else, such as a stream.
     */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (body instanceof ProblemDetail document
                && (document.getType() == null || document.getType().equals(BLANK))) {
            HttpStatus known = HttpStatus.resolve(status.value());
            String name = known == null ? "status-" + status.value() : known.name();
            document.setType(type(name.toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        HttpHeaders all = headers == null ? new HttpHeaders() : new HttpHeaders(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(body, all, status, exchange);
    }
}
