package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class BearerTokensTest {

    private static final TestIssuer ISSUER = TestIssuer.get();

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private WebTestClient web;

    @BeforeEach
    void start() {
        TestPropertyValues.of(ISSUER.properties()).applyTo(context);
        context.register(Service.class);
        context.refresh();
        web =
                WebTestClient.bindToApplicationContext(context)
                        .configureClient()
                        .responseTimeout(Duration.ofSeconds(30))
                        .build();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aGoodTokenSaysWhoCallsAndWhatTheyMayDo() {
        get("/who", ISSUER.bearer(7, "CUSTOMER", "KITCHEN", "ASTRONAUT"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(who -> assertThat(who).startsWith("7 ").contains("CUSTOMER", "KITCHEN"));
    }

    @Test
    void whereNobodyNeedBeKnownNobodyIs() {
        get("/open", null).expectStatus().isOk().expectBody(String.class).isEqualTo("nobody");
        get("/open", ISSUER.bearer(7)).expectBody(String.class).isEqualTo("7");
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        get("/open", "Bearer " + ISSUER.unsigned()).expectStatus().isUnauthorized();
    }

    @Test
    void withoutATokenItIsSaidThatOneIsNeeded() {
        refused(get("/who", null), 401, "unauthorized", "Bearer");
    }

    static Stream<Arguments> badTokens() {
        Date past = Date.from(Instant.now().minusSeconds(11));
        Date future = Date.from(Instant.now().plusSeconds(60));
        return Stream.of(
                Arguments.of("garbage", "garbage"),
                Arguments.of("another issuer", ISSUER.token(claims -> claims.issuer("http://x"))),
                Arguments.of("no issuer", ISSUER.token(claims -> claims.issuer(null))),
                Arguments.of("another audience", ISSUER.token(claims -> claims.audience("x"))),
                Arguments.of("no audience", ISSUER.token(claims -> claims.audience((String) null))),
                Arguments.of("expired", ISSUER.token(claims -> claims.expirationTime(past))),
                Arguments.of("without end", ISSUER.token(claims -> claims.expirationTime(null))),
                Arguments.of("too early", ISSUER.token(claims -> claims.notBeforeTime(future))),
                Arguments.of("no subject", ISSUER.token(claims -> claims.subject(null))),
                Arguments.of("another key", ISSUER.ofAnotherKey()),
                Arguments.of("an unknown key", ISSUER.ofAnUnknownKey()),
                Arguments.of("alg none", ISSUER.unsigned()),
                Arguments.of("HS256 with the public key", ISSUER.signedWithThePublicKey()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenIsRefusedThatIs(String what, String token) {
        refused(
                get("/who", "Bearer " + token),
                401,
                "unauthorized",
                "Bearer error=\"invalid_token\"");
    }

    @Test
    void aRouteThatNobodyHasNamedIsForOperators() {
        refused(
                get("/forgotten", ISSUER.bearer(7, "CUSTOMER", "KITCHEN")),
                403,
                "forbidden",
                "Bearer error=\"insufficient_scope\"");
        get("/forgotten", ISSUER.bearer(7, "OPERATOR")).expectStatus().isOk();
    }

    @Test
    void whileTheKeysAreOutOfReachAGoodTokenIsNotCalledBad() {
        context.getBean(AtomicBoolean.class).set(true);

        get("/who", ISSUER.bearer(7))
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:issuer-unavailable");
        get("/open", null).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open;x=y", "/open//x", "/open/../who", "/open%2fwho", "/%00"})
    void aPathThatOthersMayReadOtherwiseIsRefused(String path) {
        web.get()
                .uri(URI.create(path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:unreadable-request");
    }

    private ResponseSpec get(String path, @Nullable String authorization) {
        return web.get()
                .uri(path)
                .headers(
                        headers -> {
                            if (authorization != null) {
                                headers.set(HttpHeaders.AUTHORIZATION, authorization);
                            }
                        })
                .exchange();
    }

    private static void refused(ResponseSpec answer, int status, String name, String challenge) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:" + name)
                .jsonPath("$.status")
                .isEqualTo(status);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    @Import({IdentityAutoConfiguration.class, Controller.class})
    static class Service {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.shared();
        }

        @Bean
        RouteAccess access() {
            return routes -> {
                routes.pathMatchers("/open").permitAll();
                routes.pathMatchers("/who").authenticated();
            };
        }

        @Bean
        AtomicBoolean outOfReach() {
            return new AtomicBoolean();
        }

        @Bean
        VerificationKeys keys(AtomicBoolean outOfReach) {
            VerificationKeys remote = new RemoteKeys(WebClient.create(), ISSUER.issuer(), null);
            return () ->
                    outOfReach.get()
                            ? Mono.<JWKSet>error(new IllegalStateException("out of reach"))
                            : remote.fetch();
        }
    }

    @RestController
    static class Controller {

        @GetMapping("/who")
        String who(Caller caller) {
            return caller.subject() + " " + caller.roles();
        }

        @GetMapping("/open")
        String open(@Nullable Caller caller) {
            return caller == null ? "nobody" : caller.subject();
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "forgotten";
        }
    }
}
