package dev.ordersaga.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.user.application.SignIn.Outcome;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.KeyRing;
import dev.ordersaga.user.domain.Role;
import dev.ordersaga.user.domain.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SignInTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration VALIDITY = Duration.ofMinutes(15);
    private static final Account KIM =
            new Account(7, "kim", "hash of secret", Set.of(Role.CUSTOMER));

    private final Map<String, Long> failures = new HashMap<>();
    private final ReadablePasswords passwords = new ReadablePasswords();
    private final SignIn signIn = signIn(new InMemoryAccounts().with(KIM));

    @Test
    void theRightPasswordIsGivenATokenByLoginAndByUserId() {
        Outcome.SignedIn token = new Outcome.SignedIn("account 7 [CUSTOMER] key 1", VALIDITY);

        assertThat(byLogin("kim", "secret")).isEqualTo(token);
        assertThat(signIn.withUserId(7, "secret", "here").block()).isEqualTo(token);
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreAnsweredAlikeAfterTheSameWork() {
        assertThat(byLogin("kim", "guess")).isEqualTo(new Outcome.Refused());
        assertThat(byLogin("lee", "guess")).isEqualTo(new Outcome.Refused());
        assertThat(signIn.withUserId(8, "guess", "here").block()).isEqualTo(new Outcome.Refused());
        assertThat(passwords.compared)
                .containsExactly("guess with hash of secret", "guess with null", "guess with null");
    }

    @Test
    void afterTooManyFailuresEvenTheRightPasswordIsNotLookedAt() {
        for (int failure = 0; failure < 3; failure++) {
            assertThat(byLogin("kim", "guess")).isEqualTo(new Outcome.Refused());
        }
        passwords.compared.clear();

        assertThat(byLogin("kim", "secret")).isEqualTo(new Outcome.TooMany(Duration.ofMinutes(15)));
        assertThat(signIn.withUserId(7, "secret", "elsewhere").block())
                .isEqualTo(new Outcome.TooMany(Duration.ofMinutes(15)));
        assertThat(passwords.compared).isEmpty();
    }

    @Test
    void aNameThatNobodyHasIsLimitedLikeOneThatSomebodyHas() {
        for (int failure = 0; failure < 3; failure++) {
            assertThat(byLogin("lee", "guess")).isEqualTo(new Outcome.Refused());
        }
        assertThat(byLogin("lee", "guess")).isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    void anAddressThatTriesManyAccountsIsRefused() {
        for (int failure = 0; failure < 5; failure++) {
            assertThat(byLogin("name" + failure, "guess")).isEqualTo(new Outcome.Refused());
        }
        assertThat(byLogin("kim", "secret")).isInstanceOf(Outcome.TooMany.class);
        assertThat(signIn.withLogin("kim", "secret", "elsewhere").block())
                .isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void successesDoNotCount() {
        for (int success = 0; success < 20; success++) {
            assertThat(byLogin("kim", "secret")).isInstanceOf(Outcome.SignedIn.class);
        }
        assertThat(failures.values()).containsOnly(0L);
    }

    private Outcome byLogin(String login, String password) {
        return signIn.withLogin(login, password, "here").block();
    }

    private SignIn signIn(Accounts accounts) {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        KeyRing.Ages ages = new KeyRing.Ages(Duration.ofDays(30), VALIDITY, VALIDITY);
        ReadableTokens tokens = new ReadableTokens();
        return new SignIn(
                accounts,
                passwords,
                new Counting(),
                new RotateKeys(new InMemoryKeys(), tokens, ages, clock),
                tokens,
                new SignIn.Limits(3, 5, Duration.ofMinutes(15)),
                VALIDITY,
                clock);
    }

    private final class Counting implements SignInAttempts {

        @Override
        public Mono<Long> add(String who, Instant until) {
            return Mono.fromSupplier(() -> failures.merge(who, 1L, Long::sum));
        }

        @Override
        public Mono<Void> forgive(String who, Instant until) {
            return Mono.fromRunnable(() -> failures.merge(who, -1L, Long::sum));
        }

        @Override
        public Mono<Boolean> forget(Instant now) {
            return Mono.just(false);
        }
    }

    static final class InMemoryKeys implements SigningKeys {

        final List<SigningKey> keys = new ArrayList<>();

        @Override
        public Mono<List<SigningKey>> all() {
            return Mono.fromSupplier(() -> List.copyOf(keys));
        }

        @Override
        public Mono<Void> add(SigningKey key) {
            return Mono.fromRunnable(() -> keys.add(key));
        }

        @Override
        public Mono<Void> remove(SigningKey key) {
            return Mono.fromRunnable(() -> keys.remove(key));
        }
    }

    static final class ReadableTokens implements Tokens {

        @Override
        public Mono<SigningKey> newKey(int generation, Instant madeAt) {
            return Mono.just(new SigningKey(generation, "{}", madeAt));
        }

        @Override
        public String of(Account account, SigningKey key, Instant issuedAt, Instant expiresAt) {
            return account + " key " + key.generation();
        }

        @Override
        public Map<String, Object> publicKeys(List<SigningKey> keys) {
            return Map.of("keys", keys.stream().map(SigningKey::generation).toList());
        }
    }
}
