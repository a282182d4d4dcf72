package dev.ordersaga.web.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The issuer's keys, kept for some minutes, and fetched again for a token whose key is not among
 * them, since keys rotate; but not more often than once in a while, whatever tokens come. While the
 * issuer is out of reach the keys that are known stay good.
 */
final class KnownKeys {

    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final VerificationKeys source;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);
    private final AtomicReference<@Nullable Mono<Known>> fetching = new AtomicReference<>();

    KnownKeys(VerificationKeys source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param fetchedAt when the keys were had
     * @param triedAt when they were last asked for
     * @param fault why that was in vain; null if it was not
     */
    private record Known(
            JWKSet keys, Instant fetchedAt, Instant triedAt, @Nullable Throwable fault) {

        static final Known NOTHING = new Known(new JWKSet(), Instant.MIN, Instant.MIN, null);

        boolean isOld(Instant now) {
            return fetchedAt.isBefore(now.minus(GOOD_FOR));
        }

        boolean mayAskAgain(Instant now) {
            return triedAt.isBefore(now.minus(fault == null ? PAUSE : PAUSE_AFTER_FAILURE));
        }
    }

    /** Those that fit; none if the issuer has none. {@link KeysUnavailable} if nobody can tell. */
    Mono<List<JWK>> select(JWKSelector selector) {
        return Mono.defer(
                () -> {
                    Instant now = clock.instant();
                    Known before = known.get();
                    List<JWK> found = selector.select(before.keys());
                    boolean enough = !found.isEmpty() && !before.isOld(now);
                    return enough || !before.mayAskAgain(now)
                            ? answer(found, before)
                            : fetch().flatMap(
                                            after -> answer(selector.select(after.keys()), after));
                });
    }

    private static Mono<List<JWK>> answer(List<JWK> found, Known known) {
        return found.isEmpty() && known.fault() != null
                ? Mono.error(new KeysUnavailable(known.fault()))
                : Mono.just(found);
    }

    /** All who ask at the same time share one request. */
    private Mono<Known> fetch() {
        Mono<Known> mine =
                Mono.defer(source::fetch)
                        .map(keys -> new Known(keys, clock.instant(), clock.instant(), null))
                        .onErrorResume(fault -> Mono.just(failed(fault)))
                        .doOnNext(known::set)
                        .doFinally(_ -> fetching.set(null))
                        .cache();
        Mono<Known> others = fetching.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }

    private Known failed(Throwable fault) {
        LOG.warn("The issuer's keys are out of reach: {}", fault.toString());
        Known before = known.get();
        return new Known(before.keys(), before.fetchedAt(), clock.instant(), fault);
    }
}
