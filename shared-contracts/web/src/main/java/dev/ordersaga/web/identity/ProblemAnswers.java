package dev.ordersaga.web.identity;

import dev.ordersaga.web.Problem;
import dev.ordersaga.web.ProblemWriter;
import java.time.Duration;
import org.springframework.http.HttpStatus;
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

/** Refusals that come before any controller, as the same problem documents as all others. */
final class ProblemAnswers
        implements ServerAuthenticationEntryPoint,
                ServerAuthenticationFailureHandler,
                ServerAccessDeniedHandler {

    private final ProblemWriter problems;

    ProblemAnswers(ProblemWriter problems) {
        this.problems = problems;
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
        return problems.write(
                exchange,
                problem.challenge(presented ? "Bearer error=\"invalid_token\"" : "Bearer"));
    }

    @Override
    public Mono<Void> onAuthenticationFailure(
            WebFilterExchange exchange, AuthenticationException fault) {
        return fault instanceof AuthenticationServiceException
                ? problems.write(exchange.getExchange(), unavailable())
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
        return problems.write(exchange, problem.challenge("Bearer error=\"insufficient_scope\""));
    }
}
