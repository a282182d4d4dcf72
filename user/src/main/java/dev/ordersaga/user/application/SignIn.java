package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives a token for a password. Whether there is such an account at all is told neither by the
 * answer nor by the time that it takes.
 */
public final class SignIn {

    /** How it ended. */
    public sealed interface Outcome {

        /** The token, and how long it is valid. */
        record SignedIn(String token, Duration validity) implements Outcome {}

        /** There is no such account, or its password is another. */
        record Refused() implements Outcome {}

        /** Too many have failed lately; the password was not looked at. */
        record TooMany(Duration pause) implements Outcome {}
    }

    /**
     * How many may fail.
     *
     * @param perAccount in one window, wherever from
     * @param perAddress in one window, whatever account is tried
     */
    public record Limits(int perAccount, int perAddress, Duration window) {}

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final RotateKeys rotateKeys;
    private final Tokens tokens;
    private final Limits limits;
    private final Duration validity;
    private final Clock clock;

    /**
     * @param validity of a token
     */
    public SignIn(
            Accounts accounts,
            Passwords passwords,
            SignInAttempts attempts,
            RotateKeys rotateKeys,
            Tokens tokens,
            Limits limits,
            Duration validity,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.rotateKeys = rotateKeys;
        this.tokens = tokens;
        this.limits = limits;
        this.validity = validity;
        this.clock = clock;
    }

    /**
     * With a login name.
     *
     * @param address of the client
     */
    public Mono<Outcome> withLogin(String login, String password, String address) {
        return tried(accounts.byLogin(login), "login " + login, password, address);
    }

    /**
     * With a user's id.
     *
     * @param address of the client
     */
    public Mono<Outcome> withUserId(long userId, String password, String address) {
        return tried(accounts.byUser(userId), "user " + userId, password, address);
    }

    private Mono<Outcome> tried(
            Mono<Account> account, String named, String password, String address) {
        return account.map(found -> new Attempt(found, "user " + found.userId()))
                .defaultIfEmpty(new Attempt(null, named))
                .flatMap(attempt -> tried(attempt, password, "address " + address));
    }

    /** Counted before it is looked at, so that attempts made at once are limited, too. */
    private Mono<Outcome> tried(Attempt attempt, String password, String from) {
        Instant windowEnd = windowEnd();
        return Mono.zip(attempts.add(attempt.who(), windowEnd), attempts.add(from, windowEnd))
                .flatMap(
                        counts ->
                                counts.getT1() > limits.perAccount()
                                                || counts.getT2() > limits.perAddress()
                                        ? tooMany(windowEnd)
                                        : compare(attempt, password, from, windowEnd));
    }

    private Mono<Outcome> compare(Attempt attempt, String password, String from, Instant until) {
        Account account = attempt.account();
        return passwords
                .matches(password, account == null ? null : account.password())
                .flatMap(
                        right ->
                                right && account != null
                                        ? Flux.just(attempt.who(), from)
                                                .concatMap(who -> attempts.forgive(who, until))
                                                .then(Mono.defer(() -> token(account)))
                                        : Mono.just(new Outcome.Refused()));
    }

    private Mono<Outcome> token(Account account) {
        return rotateKeys
                .handle()
                .map(
                        ring -> {
                            Instant now = clock.instant();
                            String token =
                                    tokens.of(account, ring.signing(now), now, now.plus(validity));
                            return new Outcome.SignedIn(token, validity);
                        });
    }

    private Mono<Outcome> tooMany(Instant until) {
        return Mono.just(new Outcome.TooMany(Duration.between(clock.instant(), until)));
    }

    /** The same on all instances, as far as their clocks agree. */
    private Instant windowEnd() {
        long window = limits.window().toMillis();
        return Instant.ofEpochMilli((clock.millis() / window + 1) * window);
    }

    private record Attempt(@Nullable Account account, String who) {}
}
