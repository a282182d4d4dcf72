package dev.ordersaga.user.application;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Removes counts of failed attempts that count no more. */
public final class ForgetSignInAttempts implements RecurringWork {

    private final SignInAttempts attempts;
    private final Clock clock;

    public ForgetSignInAttempts(SignInAttempts attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Mono<Boolean> run() {
        return Mono.defer(() -> attempts.forget(clock.instant()));
    }
}
