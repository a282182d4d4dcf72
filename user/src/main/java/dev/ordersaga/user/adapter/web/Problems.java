package dev.ordersaga.user.adapter.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** Gives every problem a stable type, and every invalid request the list of what is wrong in it. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final URI UNTYPED = URI.create("about:blank");

    @Override
    protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(
            WebExchangeBindException error,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(Fault.in(error), error, headers, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleHandlerMethodValidationException(
            HandlerMethodValidationException error,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(Fault.in(error), error, headers, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException error,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        return invalid(Fault.in(error), error, headers, exchange);
    }

    /** A bug or an outage: it is logged here and told to nobody. */
    @ExceptionHandler
    Mono<ResponseEntity<Object>> handleUnexpected(Exception error, ServerWebExchange exchange) {
        LOG.error("{} failed", exchange.getRequest().getPath(), error);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail body = ProblemDetail.forStatus(status);
        return handleExceptionInternal(error, body, null, status, exchange);
    }

    /** Every problem comes through here. */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        if (body instanceof ProblemDetail problem && isUntyped(problem)) {
            problem.setType(Problem.type(name(status)));
        }
        return super.createResponseEntity(body, headers, status, exchange);
    }

    private Mono<ResponseEntity<Object>> invalid(
            List<Fault> faults, Exception error, HttpHeaders headers, ServerWebExchange exchange) {
        HttpStatus status = HttpStatus.BAD_REQUEST;
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, "The request is not valid.");
        body.setType(Problem.type("invalid-request"));
        body.setProperty("errors", faults);
        return handleExceptionInternal(error, body, headers, status, exchange);
    }

    private static boolean isUntyped(ProblemDetail problem) {
        return problem.getType() == null || problem.getType().equals(UNTYPED);
    }

    /** For what has no name of its own, its status in words, e.g. {@code method-not-allowed}. */
    private static String name(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
