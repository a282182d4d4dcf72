package dev.ordersaga.web;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * Answers what fails outside of controllers, as in a filter or while an answer is written, with the
 * same problem documents as all else.
 */
final class UnhandledFaults implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(UnhandledFaults.class);

    /** Before Spring Boot's, whose answers have another form. */
    private static final int ORDER = -2;

    private final ProblemWriter problems;

    UnhandledFaults(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        if (exchange.getResponse().isCommitted()
                || DisconnectedClientHelper.isClientDisconnectedException(fault)) {
            return Mono.error(fault);
        }
        return problems.write(exchange, problem(exchange, fault));
    }

    private static Problem problem(ServerWebExchange exchange, Throwable fault) {
        return switch (fault) {
            case Problem problem -> problem;
            case ErrorResponse refusal ->
                    of(HttpStatus.valueOf(refusal.getStatusCode().value()), "It cannot be done.");
            default -> {
                LOG.error("{} has failed", exchange.getRequest().getPath(), fault);
                yield of(HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be handled.");
            }
        };
    }

    private static Problem of(HttpStatus status, String detail) {
        return Problem.of(status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    }
}
