package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.KeyRing;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Has a key made when one is due, and drops those that nobody needs any more. Whoever asks for the
 * keys does so: no timer is needed, since every verifier asks again and again.
 */
public final class RotateKeys {

    private final SigningKeys keys;
    private final Tokens tokens;
    private final KeyRing.Ages ages;
    private final Clock clock;

    public RotateKeys(SigningKeys keys, Tokens tokens, KeyRing.Ages ages, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.ages = ages;
        this.clock = clock;
    }

    /** The keys as they are to be now. */
    public Mono<KeyRing> handle() {
        return load().flatMap(
                        ring ->
                                ring.due(clock.instant())
                                        .map(this::make)
                                        .orElseGet(() -> Mono.just(ring)));
    }

    /** The public keys that tokens may be verified with now, as a JSON Web Key Set. */
    public Mono<Map<String, Object>> publicKeys() {
        return handle().map(ring -> tokens.publicKeys(ring.shown(clock.instant())));
    }

    private Mono<KeyRing> make(int generation) {
        Instant now = clock.instant();
        return tokens.newKey(generation, now)
                .flatMap(keys::add)
                .then(Mono.defer(this::load))
                .flatMap(ring -> drop(ring, now));
    }

    private Mono<KeyRing> drop(KeyRing ring, Instant now) {
        return Flux.fromIterable(ring.expired(now)).concatMap(keys::remove).then(Mono.just(ring));
    }

    private Mono<KeyRing> load() {
        return keys.all().map(all -> new KeyRing(all, ages));
    }
}
