package dev.ordersaga.web.identity;

import dev.ordersaga.web.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Refusals that come before any controller, as the same problem documents as all others. */
final class ProblemAnswers
        implements ServerAuthenticationEntryPoint,
                ServerAuthenticationFailureHandler,
                ServerAccessDeniedHandler {

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    /** There is no token, or one that is not accepted; why, is told by its code only. */
    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException fault) {
        boolean presented = fault instanceof OAuth2AuthenticationException;
        Problem problem =
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        presented
                                ? "The bearer token is not valid here, or not any more."
                                : "This needs a bearer token.");
        return write(
                exchange,
                problem.challenge(presented ? "Bearer error=\"invalid_token\"" : "Bearer"));
    }

    @Override
    public Mono<Void> onAuthenticationFailure(
            WebFilterExchange exchange, AuthenticationException fault) {
        return fault instanceof AuthenticationServiceException
                ? write(exchange.getExchange(), unavailable())
                : commence(exchange.getExchange(), fault);
    }

    private static Problem unavailable() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "issuer-unavailable",
                        "Whether the token is valid cannot be told just now. Try again in a"
                                + " moment.")
                .retryAfter(Duration.ofSeconds(1));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException fault) {
        Problem problem =
                Problem.of(
                        HttpStatus.FORBIDDEN, "forbidden", "The token's roles do not allow this.");
        return write(exchange, problem.challenge("Bearer error=\"insufficient_scope\""));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.getStatusCode());
        HttpHeaders headers = response.getHeaders();
        headers.addAll(problem.getHeaders());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemDetail body = problem.getBody();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", String.valueOf(body.getType()));
        document.put("title", String.valueOf(body.getTitle()));
        document.put("status", body.getStatus());
        document.put("detail", String.valueOf(body.getDetail()));
        document.put("instance", exchange.getRequest().getPath().value());
        DataBuffer bytes = response.bufferFactory().wrap(json.writeValueAsBytes(document));
        return response.writeWith(Mono.just(bytes));
    }
}
