package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RememberedTokensTest {

    private final SettableClock clock = new SettableClock();
    private int decoded;
    private boolean isWithdrawn;

    private final RememberedTokens tokens =
            new RememberedTokens(token -> Mono.defer(() -> decode(token)), clock);

    @Test
    void aTokenThatWasGoodIsNotCheckedAgainForAMinute() {
        assertGood("a");
        clock.pass(Duration.ofSeconds(59));
        assertGood("a");
        assertThat(decoded).isOne();

        clock.pass(Duration.ofSeconds(2));
        assertGood("a");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void eachTokenIsCheckedForItself() {
        assertGood("a");
        assertGood("b");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void aTokenThatIsNotGoodIsCheckedEachTime() {
        isWithdrawn = true;
        assertBad("a");
        assertBad("a");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void aRememberedTokenEndsWhenItExpires() {
        assertGood("of 30 seconds");
        clock.pass(Duration.ofSeconds(30));
        assertGood("of 30 seconds");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void aWithdrawnKeyIsNoticed() {
        assertGood("a");
        isWithdrawn = true;
        clock.pass(Duration.ofSeconds(61));
        assertBad("a");
    }

    private void assertGood(String token) {
        StepVerifier.create(tokens.decode(token).map(Jwt::getTokenValue))
                .expectNext(token)
                .verifyComplete();
    }

    private void assertBad(String token) {
        StepVerifier.create(tokens.decode(token)).verifyError(BadJwtException.class);
    }

    private Mono<Jwt> decode(String token) {
        decoded++;
        if (isWithdrawn) {
            return Mono.error(new BadJwtException("no such key"));
        }
        Duration life =
                token.equals("of 30 seconds") ? Duration.ofSeconds(30) : Duration.ofHours(1);
        return Mono.just(
                Jwt.withTokenValue(token)
                        .header("alg", "RS256")
                        .expiresAt(clock.instant().plus(life))
                        .claim("sub", "7")
                        .build());
    }
}
