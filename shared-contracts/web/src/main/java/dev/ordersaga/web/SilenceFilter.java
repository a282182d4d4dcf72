package dev.ordersaga.web;

import dev.ordersaga.messaging.DatabasePulse;
import dev.ordersaga.messaging.RecurringWork;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets no request wait for a database that has fallen silent: its connections are there, but nobody
 * answers. Messages wait for longer, since nobody waits for them.
 *
 * <p>What was asked for is then of unknown outcome, as it is for a client that has gone away.
 */
final class SilenceFilter implements WebFilter, Ordered, RecurringWork {

    private static final Duration SILENT = Duration.ofMillis(1_500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final DatabasePulse pulse;
    private final ProblemWriter problems;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    SilenceFilter(DatabasePulse pulse, ProblemWriter problems) {
        this.pulse = pulse;
        this.problems = problems;
    }

    /** A request that has not been answered yet; no two are equal. */
    private static final class Pending {

        private final ServerWebExchange exchange;
        private final Sinks.One<Boolean> refusal = Sinks.one();

        Pending(ServerWebExchange exchange) {
            this.exchange = exchange;
        }

        /** A client that has its answer, or a part of it, gets the rest. */
        void refuse() {
            if (!exchange.getResponse().isCommitted()) {
                var _ = refusal.tryEmitValue(false);
            }
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(
                () -> {
                    Pending request = new Pending(exchange);
                    pending.add(request);
                    return Mono.firstWithSignal(
                                    chain.filter(exchange).thenReturn(true),
                                    request.refusal.asMono())
                            .doFinally(_ -> pending.remove(request))
                            .flatMap(answered -> answered ? Mono.empty() : refuse(exchange));
                });
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        return problems.write(
                exchange,
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "service-unavailable",
                                "Try again in a moment.")
                        .retryAfter(Duration.ZERO));
    }

    @Override
    public Duration interval() {
        return LOOK_EVERY;
    }

    @Override
    public Mono<Boolean> run() {
        return Mono.fromSupplier(
                () -> {
                    if (!pending.isEmpty() && pulse.isSilentFor(SILENT)) {
                        pending.forEach(Pending::refuse);
                    }
                    return false;
                });
    }

    /** Before all others, who may ask the database. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
