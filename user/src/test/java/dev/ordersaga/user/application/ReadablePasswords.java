package dev.ordersaga.user.application;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hashes that anybody can read. */
final class ReadablePasswords implements Passwords {

    /** What was compared with what; {@code null} for no account. */
    final List<String> compared = new ArrayList<>();

    @Override
    public Mono<String> hash(String password) {
        return Mono.just("hash of " + password);
    }

    @Override
    public Mono<Boolean> matches(String password, @Nullable String hash) {
        return Mono.fromSupplier(
                () -> {
                    compared.add(password + " with " + hash);
                    return ("hash of " + password).equals(hash);
                });
    }
}
