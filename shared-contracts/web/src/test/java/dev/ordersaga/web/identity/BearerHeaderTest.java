package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class BearerHeaderTest {

    private final RememberedTokens tokens =
            new RememberedTokens(token -> Mono.just(jwt(token)), Clock.systemUTC());
    private final BearerHeader header = new BearerHeader(tokens);

    private static Jwt jwt(String token) {
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("7")
                .expiresAt(Instant.now().plusSeconds(60))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c"})
    void aTokenIsTheSameWhetherItIsRememberedOrNot(String value) {
        assertThat(read(value).block()).isEqualTo(new BearerTokenAuthenticationToken("a.b.c"));
        tokens.decode("a.b.c").block();
        assertThat(read(value).block()).isEqualTo(new BearerTokenAuthenticationToken("a.b.c"));
    }

    /** No such token is ever good; this one is said to be, to tell who has read it. */
    @Test
    void theLettersOfWhatIsRememberedAreNotLookedAtAgain() {
        StepVerifier.create(read("Bearer {}")).verifyError(OAuth2AuthenticationException.class);
        tokens.decode("{}").block();
        assertThat(read("Bearer {}").block()).isEqualTo(new BearerTokenAuthenticationToken("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c more", "Bearer  a.b.c", "Bearer ", "Bearer a.b.c,a.b.c"})
    void whatOnlyContainsWhatIsRememberedIsRefused(String value) {
        tokens.decode("a.b.c").block();

        StepVerifier.create(read(value)).verifyError(OAuth2AuthenticationException.class);
    }

    @Test
    void anotherSchemeIsNotForIt() {
        StepVerifier.create(read("Basic YTpi")).verifyComplete();
    }

    private Mono<Authentication> read(String value) {
        return header.convert(
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, value)));
    }
}
