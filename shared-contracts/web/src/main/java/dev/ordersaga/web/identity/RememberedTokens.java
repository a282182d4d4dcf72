package dev.ordersaga.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers for a minute which tokens were good, since a client calls many times with one, and
 * checking a signature costs as much as taking an order. What was good is so until it expires; that
 * its key was withdrawn is noticed a minute later.
 */
final class RememberedTokens implements ReactiveJwtDecoder {

    private static final long MOST = 10_000;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final ReactiveJwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> good;

    RememberedTokens(ReactiveJwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
        this.good =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterWrite(FOR)
                        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                        .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(
                () -> {
                    @Nullable Jwt known = good.getIfPresent(token);
                    return known != null && isValid(known)
                            ? Mono.just(known)
                            : decoder.decode(token).doOnNext(jwt -> good.put(token, jwt));
                });
    }

    /** Whether a token was good a short time ago. */
    boolean isRemembered(String token) {
        return good.getIfPresent(token) != null;
    }

    private boolean isValid(Jwt known) {
        Instant end = known.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
