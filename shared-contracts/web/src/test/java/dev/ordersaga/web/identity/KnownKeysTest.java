package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class KnownKeysTest {

    private final List<JWK> atTheIssuer = new ArrayList<>(List.of(key("one")));
    private final SettableClock clock = new SettableClock();
    private int asked;
    private boolean outOfReach;

    private final KnownKeys keys =
            new KnownKeys(
                    () ->
                            Mono.fromCallable(
                                    () -> {
                                        asked++;
                                        if (outOfReach) {
                                            throw new IllegalStateException("out of reach");
                                        }
                                        return new JWKSet(List.copyOf(atTheIssuer));
                                    }),
                    clock);

    @Test
    void theIssuerIsAskedOnceForManyTokens() {
        for (int token = 0; token < 100; token++) {
            assertThat(found("one")).isEqualTo(1);
        }
        assertThat(asked).isOne();
    }

    @Test
    void aKeyThatIsNewIsFetched() {
        found("one");
        atTheIssuer.add(key("two"));
        clock.pass(Duration.ofSeconds(11));

        assertThat(found("two")).isEqualTo(1);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void tokensOfUnknownKeysDoNotMakeItAskAgainAndAgain() {
        found("one");
        clock.pass(Duration.ofSeconds(11));
        for (int token = 0; token < 100; token++) {
            assertThat(found("forged " + token)).isZero();
        }
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNoMoreIsForgottenAfterSomeMinutes() {
        found("one");
        atTheIssuer.clear();
        assertThat(found("one")).isEqualTo(1);

        clock.pass(Duration.ofMinutes(6));
        assertThat(found("one")).isZero();
    }

    @Test
    void whileTheIssuerIsOutOfReachWhatIsKnownStaysGood() {
        found("one");
        outOfReach = true;
        clock.pass(Duration.ofHours(1));

        assertThat(found("one")).isEqualTo(1);
        assertThatThrownBy(() -> found("two")).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void whileTheIssuerIsOutOfReachItIsNotAskedForEveryToken() {
        outOfReach = true;
        for (int token = 0; token < 100; token++) {
            assertThatThrownBy(() -> found("one")).isInstanceOf(KeysUnavailable.class);
        }
        assertThat(asked).isOne();

        outOfReach = false;
        clock.pass(Duration.ofSeconds(2));
        assertThat(found("one")).isEqualTo(1);
    }

    @Test
    void allWhoAskAtTheSameTimeShareOneRequest() {
        Sinks.One<JWKSet> answer = Sinks.one();
        KnownKeys slow =
                new KnownKeys(
                        () -> {
                            asked++;
                            return answer.asMono();
                        },
                        clock);
        Flux<List<JWK>> many = Flux.range(0, 50).flatMap(_ -> slow.select(selector("one")), 50);
        List<Integer> found = new ArrayList<>();
        many.map(List::size).subscribe(found::add);
        answer.tryEmitValue(new JWKSet(atTheIssuer));

        assertThat(found).hasSize(50).containsOnly(1);
        assertThat(asked).isOne();
    }

    private int found(String keyId) {
        return keys.select(selector(keyId)).map(List::size).block();
    }

    private static JWKSelector selector(String keyId) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build());
    }

    private static OctetSequenceKey key(String id) {
        try {
            return new OctetSequenceKeyGenerator(256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
