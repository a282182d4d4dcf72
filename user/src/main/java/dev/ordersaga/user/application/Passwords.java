package dev.ordersaga.user.application;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Passwords, which are kept as hashes only. That is slow on purpose, and done by few at once. */
public interface Passwords {

    /** Too many wait already. */
    final class Busy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Busy(Throwable cause) {
            super("too many passwords at once", cause);
        }
    }

    /** What to keep of a password; {@link Busy} if it cannot be had now. */
    Mono<String> hash(String password);

    /**
     * Whether it is the password; {@link Busy} if that cannot be told now.
     *
     * @param hash what was kept of the right one; if null, as much work is done for nothing
     */
    Mono<Boolean> matches(String password, @Nullable String hash);
}
