package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ordersaga.system.Customers.Wish;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every route of every service, called by everybody: nobody, the customer whose order and points
 * they are, another customer, kitchen staff, an operator, and bearers of tokens that are not good.
 */
class AccessIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int UNAUTHORIZED = 401;

    /**
     * Service, method and path; what each is answered, one after the other (so that the operator
     * finds cooked what the kitchen has cooked); the body.
     */
    private static final String TABLE =
            """
            service | route                              | nobody | owner | other | kitchen | operator | body
            order   | POST /orders                       | 401 | 202 | 202 | 202 | 202 | {"productItems":[{"productId":9001,"amount":1}]}
            order   | GET /orders                        | 401 | 200 | 200 | 200 | 200 |
            order   | GET /orders/{orderId}              | 401 | 200 | 404 | 404 | 200 |
            order   | GET /orders/{orderId}/saga         | 401 | 200 | 404 | 404 | 200 |
            order   | GET /orders/{orderId}/events       | 401 | 200 | 404 | 404 | 200 |
            order   | POST /orders/{orderId}/cancellation | 401 | 202 | 404 | 404 | 404 |
            order   | GET /dead-letters                  | 401 | 403 | 403 | 403 | 200 |
            order   | POST /dead-letters/replay          | 401 | 403 | 403 | 403 | 200 | {"messageIds":["none"],"reason":"a test"}
            order   | GET /sagas                         | 401 | 403 | 403 | 403 | 200 |
            order   | GET /sagas/{txId}                  | 401 | 403 | 403 | 403 | 200 |
            order   | POST /sagas/{txId}/retry           | 401 | 403 | 403 | 403 | 409 | {"reason":"a test"}
            user    | POST /users                        | 201 | 201 | 201 | 201 | 201 | {"name":"Kim","login":"access-{number}","password":"open sesame"}
            user    | POST /tokens                       | 200 | 200 | 200 | 200 | 200 | {"userId":{owner},"password":"open sesame"}
            user    | GET /.well-known/jwks.json         | 200 | 200 | 200 | 200 | 200 |
            user    | GET /.well-known/openid-configuration | 200 | 200 | 200 | 200 | 200 |
            user    | GET /users/me                      | 401 | 200 | 200 | 200 | 200 |
            user    | GET /users/me/points               | 401 | 200 | 200 | 200 | 404 |
            user    | GET /users/{userId}                | 401 | 200 | 404 | 404 | 200 |
            user    | GET /users/{userId}/points         | 401 | 200 | 404 | 404 | 200 |
            user    | POST /users/{userId}/points        | 401 | 403 | 403 | 403 | 200 | {"amount":1,"reference":"access"}
            user    | PUT /users/{userId}/status         | 401 | 403 | 403 | 403 | 200 | {"status":"NORMAL"}
            user    | PUT /users/{userId}/roles          | 401 | 403 | 403 | 403 | 200 | {"roles":["CUSTOMER"]}
            kitchen | GET /menu                          | 200 | 200 | 200 | 200 | 200 |
            kitchen | PUT /menu/{productId}              | 401 | 403 | 403 | 200 | 200 | {"name":"Stew","price":100,"currency":"KRW","portions":1000000,"available":true}
            kitchen | GET /kitchen                       | 401 | 403 | 403 | 200 | 200 |
            kitchen | PUT /kitchen                       | 401 | 403 | 403 | 200 | 200 | {"open":true,"waitingCapacity":1000000}
            kitchen | GET /tickets                       | 401 | 403 | 403 | 200 | 200 |
            kitchen | GET /tickets/events                | 401 | 403 | 403 | 200 | 200 |
            kitchen | GET /tickets/{orderId}             | 401 | 403 | 403 | 200 | 200 |
            kitchen | POST /tickets/{orderId}/start      | 401 | 403 | 403 | 200 | 409 |
            kitchen | POST /tickets/{orderId}/ready      | 401 | 403 | 403 | 200 | 409 |
            kitchen | POST /tickets/{orderId}/pick-up    | 401 | 403 | 403 | 200 | 409 |
            payment | GET /payments/{orderId}            | 401 | 200 | 404 | 404 | 200 |
            """;

    /** What all services have alike, and document elsewhere. */
    private static final String OF_EVERY_SERVICE =
            """
            GET /v3/api-docs         | 200 | 200 | 200 | 200 | 200
            GET /webjars/swagger-ui/index.html | 401 | 403 | 403 | 403 | 200
            GET /actuator/health     | 200 | 200 | 200 | 200 | 200
            GET /actuator/health/liveness | 200 | 200 | 200 | 200 | 200
            GET /actuator/info       | 401 | 403 | 403 | 403 | 200
            GET /actuator/metrics    | 401 | 403 | 403 | 403 | 200
            GET /actuator/env        | 401 | 403 | 403 | 403 | 404
            GET /actuator/failpoints | 401 | 403 | 403 | 403 | 404
            GET /nothing             | 401 | 403 | 403 | 403 | 404
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, Supplier<String>> EVERYBODY = new LinkedHashMap<>();
    private static final List<String> BAD_TOKENS = new ArrayList<>();
    private static long owner;
    private static String ordered;
    private static String toBeCancelled;
    private static String saga;

    /** One line of a table. */
    record Row(String service, String route, List<Integer> answers, String body) {

        String method() {
            return route.split(" ", 2)[0];
        }

        String path() {
            String path = route.split(" ", 2)[1];
            return path.endsWith("/cancellation")
                    ? path.replace("{orderId}", toBeCancelled)
                    : filled(path);
        }

        boolean isOpen() {
            return answers.getFirst() != UNAUTHORIZED;
        }

        HttpResponse<String> ask(Supplier<String> somebody) {
            return SYSTEM.api(service, somebody).send(method(), path(), filled(body));
        }

        @Override
        public String toString() {
            return service + " " + route;
        }
    }

    @BeforeAll
    static void everybodyIsThere() throws Exception {
        owner = SYSTEM.user(1_000_000);
        long other = SYSTEM.user(1_000_000);
        long cook = SYSTEM.user(0);
        SYSTEM.api("user").put("/users/" + cook + "/roles", "{\"roles\":[\"KITCHEN\"]}");
        SYSTEM.product(9001, 100, 1_000_000, true);
        Customers customers = new Customers(SYSTEM);
        ordered = customers.place(new Wish(owner, 9001, 1));
        toBeCancelled = customers.place(new Wish(owner, 9001, 1));
        assertThat(customers.outcome(ordered)).isEqualTo("APPROVED");
        saga = SYSTEM.api("order").get("/orders/" + ordered).get("txId").stringValue();
        EVERYBODY.put("nobody", () -> "");
        EVERYBODY.put("owner", SYSTEM.sessions().customer(owner)::authorization);
        EVERYBODY.put("other", SYSTEM.sessions().customer(other)::authorization);
        EVERYBODY.put("kitchen", SYSTEM.sessions().customer(cook)::authorization);
        EVERYBODY.put("operator", SYSTEM.sessions().operator()::authorization);
        BAD_TOKENS.addAll(badTokens());
    }

    private static List<String> badTokens() throws Exception {
        TestIssuer anotherIssuer = TestIssuer.get();
        String us = SYSTEM.issuer();
        Date past = Date.from(Instant.now().minusSeconds(60));
        UnaryOperator<JWTClaimsSet.Builder> inOurName = claims -> claims.issuer(us);
        return List.of(
                "garbage",
                anotherIssuer.token(claims -> claims),
                anotherIssuer.token(inOurName),
                anotherIssuer.ofAnUnknownKey(),
                anotherIssuer.unsigned(),
                signedByUs(claims -> claims.audience("somebody else")),
                signedByUs(claims -> claims.issuer("http://somebody.else")),
                signedByUs(claims -> claims.expirationTime(past)),
                withThePublicKeyForASecret());
    }

    private static String signedByUs(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        RSAKey key = ourKey();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        change.apply(operatorsClaims()).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String withThePublicKeyForASecret() throws Exception {
        RSAKey key = ourKey();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                        operatorsClaims().build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static RSAKey ourKey() throws Exception {
        return RSAKey.parse(
                SYSTEM.text("user", "SELECT jwk FROM signing_key ORDER BY generation DESC"));
    }

    private static JWTClaimsSet.Builder operatorsClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(SYSTEM.issuer())
                .audience(TestIssuer.AUDIENCE)
                .subject("1")
                .claim("roles", List.of("OPERATOR"))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>(documented());
        for (String service : RunningSystem.SERVICES) {
            OF_EVERY_SERVICE
                    .lines()
                    .map(line -> row(service + "|" + line + "|"))
                    .forEach(rows::add);
        }
        return rows;
    }

    static List<Row> documented() {
        return TABLE.lines().skip(1).map(AccessIT::row).toList();
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", 8);
        List<Integer> answers =
                Arrays.stream(cells, 2, 7).map(String::strip).map(Integer::valueOf).toList();
        return new Row(cells[0].strip(), cells[1].strip(), answers, cells[7].strip());
    }

    private static String filled(String text) {
        return text.replace("{orderId}", String.valueOf(ordered))
                .replace("{txId}", String.valueOf(saga))
                .replace("{userId}", Long.toString(owner))
                .replace("{owner}", Long.toString(owner))
                .replace("{productId}", "9001")
                .replace("{number}", NUMBER.incrementAndGet() + "-" + owner);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answersEverybodyAsItShould(Row row) {
        Map<String, Integer> answers = new LinkedHashMap<>();
        Map<String, Integer> expected = new LinkedHashMap<>();
        EVERYBODY.forEach(
                (name, somebody) -> {
                    expected.put(name, row.answers().get(expected.size()));
                    answers.put(name, row.ask(somebody).statusCode());
                });
        assertThat(answers).isEqualTo(expected);
        if (documented().contains(row)) {
            assertThat(operations(row.service()).get(row.route()).get("responses").propertyNames())
                    .containsAll(answers.values().stream().map(String::valueOf).toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refusesEveryTokenThatIsNotGood(Row row) {
        assertThat(BAD_TOKENS)
                .allSatisfy(
                        token -> {
                            HttpResponse<String> answer = row.ask(() -> "Bearer " + token);
                            assertThat(answer.statusCode()).isEqualTo(UNAUTHORIZED);
                            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                                    .contains("Bearer error=\"invalid_token\"");
                            assertThat(answer.body())
                                    .contains("urn:order-saga:problem:unauthorized");
                        });
    }

    @Test
    void everyRouteThatIsDocumentedHasARow() {
        assertThat(documented())
                .extracting(Row::toString)
                .containsExactlyInAnyOrderElementsOf(
                        RunningSystem.SERVICES.stream().flatMap(AccessIT::routes).toList());
    }

    private static Stream<String> routes(String service) {
        return operations(service).keySet().stream().map(route -> service + " " + route);
    }

    @Test
    void whatNeedsATokenIsDocumentedToNeedOne() {
        for (Row row : documented()) {
            JsonNode operation = operations(row.service()).get(row.route());
            boolean open = operation.has("security") && operation.get("security").isEmpty();
            assertThat(open).as(row.toString()).isEqualTo(row.isOpen());
        }
        for (String service : RunningSystem.SERVICES) {
            JsonNode document = SYSTEM.api(service).get("/v3/api-docs");
            assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                    .isEqualTo("bearer");
            assertThat(document.at("/security/0/bearer").isArray()).isTrue();
        }
    }

    private static Map<String, JsonNode> operations(String service) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        SYSTEM.api(service)
                .get("/v3/api-docs")
                .get("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, operation) ->
                                                operations.put(
                                                        method.toUpperCase(Locale.ROOT)
                                                                + " "
                                                                + path,
                                                        operation)));
        return operations;
    }

    @Test
    void healthTellsItsDetailsToOperatorsOnly() {
        for (String service : RunningSystem.SERVICES) {
            assertThat(health(service, EVERYBODY.get("operator"))).contains("\"details\"");
            for (String other : List.of("nobody", "owner", "kitchen")) {
                assertThat(health(service, EVERYBODY.get(other)))
                        .contains("\"UP\"")
                        .doesNotContain("\"details\"");
            }
        }
    }

    private static String health(String service, Supplier<String> somebody) {
        return SYSTEM.api(service, somebody).send("GET", "/actuator/health", "").body();
    }
}
