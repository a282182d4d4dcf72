package dev.ordersaga.order.application;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The first answers under idempotency keys. */
public interface KeptAnswers {

    /** How it stands with a key. */
    sealed interface Standing {

        /** It was used, and answered. */
        record Used(KeptAnswer kept) implements Standing {}

        /** Another transaction is about to use it. */
        record Busy() implements Standing {}

        /** Nobody has used it. */
        record Free() implements Standing {}
    }

    /** What is kept under a key, as it was last committed; empty if there is nothing. */
    Mono<KeptAnswer> read(IdempotencyKey key);

    /** How it stands with a key just now; does not wait for whoever is about to use it. */
    Mono<Standing> look(IdempotencyKey key);

    /**
     * Keeps an answer in this transaction, which is run again if another has used the key
     * meanwhile.
     */
    Mono<Void> add(KeptAnswer answer);

    /**
     * Forgets the oldest of those that were kept before.
     *
     * @param limit so many at most
     * @return how many
     */
    Mono<Long> forget(Instant before, int limit);
}
