package dev.ordersaga.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.ProblemWriter;
import dev.ordersaga.web.identity.Role;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Turns a caller away who asks too often. Operators, and those who need no token, are not counted.
 * Each instance counts for itself.
 */
final class RequestRates implements WebFilter, Ordered {

    /** Behind Spring Security, which knows who calls. */
    private static final int ORDER = 0;

    private static final int MOST_CALLERS = 100_000;
    private static final String OPERATOR = "ROLE_" + Role.OPERATOR;

    private final LimitsProperties limits;
    private final ProblemWriter problems;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    RequestRates(LimitsProperties limits, ProblemWriter problems, TimeMeter time) {
        this.limits = limits;
        this.problems = problems;
        this.time = time;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_CALLERS)
                        .expireAfterAccess(timeToFill(limits))
                        .build();
    }

    /** After that a bucket is as good as new. */
    private static Duration timeToFill(LimitsProperties limits) {
        return Duration.ofSeconds(limits.burst() / limits.requestsPerSecond() + 1L);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .filter(caller -> !isOperator(caller))
                .map(caller -> nanosToWait(caller.getName()))
                .defaultIfEmpty(0L)
                .flatMap(
                        wait ->
                                wait == 0
                                        ? chain.filter(exchange)
                                        : problems.write(exchange, tooMany(wait)));
    }

    private static boolean isOperator(Authentication caller) {
        return caller.getAuthorities().stream()
                .anyMatch(authority -> OPERATOR.equals(authority.getAuthority()));
    }

    /** 0 if there is no need to. */
    private long nanosToWait(String subject) {
        var probe = buckets.get(subject, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(limits.burst())
                                        .refillGreedy(
                                                limits.requestsPerSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Problem tooMany(long nanosToWait) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "This is asked for too often. Try again in a moment.")
                .retryAfter(Duration.ofNanos(nanosToWait));
    }
}
