package dev.ordersaga.user.application;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Failed attempts to sign in, counted for all instances together. */
public interface SignInAttempts {

    /**
     * Counts one more until then.
     *
     * @param who signs in, or from where
     * @return how many there are now
     */
    Mono<Long> add(String who, Instant until);

    /** Takes one back that has succeeded. */
    Mono<Void> forgive(String who, Instant until);

    /** Forgets some of those that count no more; whether there may be others. */
    Mono<Boolean> forget(Instant now);
}
