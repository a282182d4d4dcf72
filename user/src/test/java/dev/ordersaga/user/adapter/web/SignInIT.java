package dev.ordersaga.user.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.RunningUserService;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class SignInIT extends RunningUserService {

    private final String login = "kim-" + Ids.number();

    private WebTestClient client;

    @BeforeEach
    void connect(@Value("${local.server.port}") int port) {
        client =
                WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + port)
                        .responseTimeout(Duration.ofSeconds(30))
                        .build();
    }

    @Test
    void whoSignsUpIsGivenATokenThatTheKeySetVerifies() throws Exception {
        long userId = signUp();

        SignedJWT token = SignedJWT.parse(token("\"login\":\"" + login + "\""));

        JWK key = keys().getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(key.size()).isEqualTo(2048);
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(Long.toString(userId));
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8081");
        assertThat(claims.getAudience()).containsExactly("order-saga");
        assertThat(claims.getStringListClaim("roles")).containsExactly("CUSTOMER");
        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(claims.getExpirationTime().toInstant()).isAfter(Instant.now());
    }

    @Test
    void aTokenMayBeHadByUserIdAndIsNotToBeCached() {
        long userId = signUp();

        signIn("\"userId\":%d,\"password\":\"open sesame\"".formatted(userId))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectBody()
                .jsonPath("$.tokenType")
                .isEqualTo("Bearer")
                .jsonPath("$.expiresIn")
                .isEqualTo(900);
    }

    @Test
    void aNameThatNobodyCanHaveIsUnknown() {
        assertThat(refused("\"login\":\"김\",\"password\":\"guess\"")).contains("wrong-credentials");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        signUp();

        String known = refused("\"login\":\"%s\",\"password\":\"guess\"".formatted(login));
        String unknown = refused("\"login\":\"nobody\",\"password\":\"guess\"");
        assertThat(unknown).isEqualTo(known).contains("wrong-credentials");
    }

    @Test
    void attemptsMadeAtOnceAreLimitedTogetherAndTheRightPasswordWithThem() {
        signUp();

        String guess = "\"login\":\"%s\",\"password\":\"guess\"".formatted(login);
        long refused =
                Flux.range(0, 30)
                        .flatMap(
                                _ ->
                                        Flux.defer(() -> Flux.just(status(guess)))
                                                .subscribeOn(Schedulers.boundedElastic()),
                                10)
                        .filter(status -> status == 401)
                        .count()
                        .block();
        assertThat(refused).isBetween(1L, 10L);
        signIn("\"login\":\"%s\",\"password\":\"open sesame\"".formatted(login))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .value(
                        HttpHeaders.RETRY_AFTER,
                        seconds -> assertThat(Long.parseLong(seconds)).isPositive())
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:too-many-attempts");
    }

    @Test
    void aLoginIsHadByOneOnly() {
        signUp();

        post("/users", user(login, "another secret"))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:login-taken");
    }

    @Test
    void ofManyWhoSignUpAtOnceUnderOneNameOneIsThere() throws Exception {
        long created =
                IntStream.range(0, 8)
                        .parallel()
                        .map(
                                _ ->
                                        post("/users", user(login, "open sesame"))
                                                .returnResult(String.class)
                                                .getStatus()
                                                .value())
                        .filter(status -> status == 201)
                        .count();

        assertThat(created).isOne();
        assertThat(number("SELECT COUNT(*) FROM accounts WHERE login = '" + login + "'")).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login            | {\"name\":\"Kim\",\"login\":\"Kim\",\"password\":\"12345678\"}",
                "login            | {\"name\":\"Kim\",\"login\":\"ki\",\"password\":\"12345678\"}",
                "password         | {\"name\":\"Kim\",\"login\":\"kim\",\"password\":\"1234567\"}",
                "loginAndPassword | {\"name\":\"Kim\",\"login\":\"kim\"}",
                "loginAndPassword | {\"name\":\"Kim\",\"password\":\"12345678\"}",
            })
    void anAccountThatIsNotValidIsRefusedByField(String field, String body) {
        post("/users", body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo(field);
    }

    @Test
    void aPasswordOfMoreBytesThanAreLookedAtIsRefused() {
        post("/users", user(login, "김".repeat(25)))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo("passwordShort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password\":\"open sesame\"}",
                "{\"login\":\"kim\",\"userId\":1,\"password\":\"open sesame\"}",
                "{\"login\":\"kim\"}",
                "{\"login\":\"kim\",\"password\":\"x\",\"role\":\"OPERATOR\"}",
            })
    void credentialsThatAreNotClearAreRefused(String body) {
        post("/tokens", body).expectStatus().isBadRequest();
    }

    @Test
    void theIssuerTellsWhereItsKeysAre() {
        client.get()
                .uri("/.well-known/openid-configuration")
                .exchange()
                .expectBody()
                .jsonPath("$.issuer")
                .isEqualTo("http://localhost:8081")
                .jsonPath("$.jwks_uri")
                .isEqualTo("http://localhost:8081/.well-known/jwks.json");
    }

    @Test
    void whatIsKeptOfAPasswordIsAHashThatNamesItsEncoder() throws Exception {
        signUp();

        assertThat(
                        number(
                                "SELECT COUNT(*) FROM accounts WHERE login = '%s' AND password LIKE"
                                                .formatted(login)
                                        + " '{bcrypt}$2%'"))
                .isOne();
    }

    private long signUp() {
        JsonNode user =
                post("/users", user(login, "open sesame"))
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody();
        return user.get("userId").longValue();
    }

    private static String user(String login, String password) {
        return "{\"name\":\"Kim\",\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    }

    private String token(String who) {
        return signIn(who + ",\"password\":\"open sesame\"")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("accessToken")
                .stringValue();
    }

    private String refused(String credentials) {
        return signIn(credentials)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private int status(String credentials) {
        return signIn(credentials).returnResult(String.class).getStatus().value();
    }

    private JWKSet keys() throws Exception {
        String keys =
                client.get()
                        .uri("/.well-known/jwks.json")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return JWKSet.parse(keys);
    }

    private ResponseSpec signIn(String credentials) {
        return post("/tokens", "{" + credentials + "}");
    }

    private ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
