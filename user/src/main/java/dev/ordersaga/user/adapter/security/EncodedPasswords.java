package dev.ordersaga.user.adapter.security;

import dev.ordersaga.user.application.Passwords;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Spring Security's encoder, on threads of its own: as many as may be at it at once. */
public final class EncodedPasswords implements Passwords {

    private final PasswordEncoder encoder;
    private final Scheduler scheduler;

    /** The hash of a password that nobody has. */
    private final String nobodys;

    /**
     * @param scheduler with bounded threads and a bounded queue
     */
    public EncodedPasswords(PasswordEncoder encoder, Scheduler scheduler) {
        this.encoder = encoder;
        this.scheduler = scheduler;
        this.nobodys = encoded(encoder, Chance.password());
    }

    @Override
    public Mono<String> hash(String password) {
        return work(() -> encoded(encoder, password));
    }

    @Override
    public Mono<Boolean> matches(String password, @Nullable String hash) {
        return work(
                () -> {
                    boolean right = encoder.matches(password, hash == null ? nobodys : hash);
                    return right && hash != null;
                });
    }

    private <T> Mono<T> work(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, Busy::new);
    }

    private static String encoded(PasswordEncoder encoder, String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the encoder gave no hash");
        }
        return hash;
    }
}
