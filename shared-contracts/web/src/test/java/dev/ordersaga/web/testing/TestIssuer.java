package dev.ordersaga.web.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An OIDC issuer for tests, which gives tokens to anybody: good ones, and all kinds of bad ones.
 */
public final class TestIssuer {

    public static final String AUDIENCE = "order-saga";

    private static final String PROPERTIES = "spring.security.oauth2.resourceserver.jwt.";

    private final RSAKey key = newKey("one");
    private final String issuer;

    private static final class Shared {

        private static final TestIssuer INSTANCE = new TestIssuer();
    }

    private TestIssuer() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            answer(
                    server,
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
            answer(server, "/keys", new JWKSet(key).toString());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpServer server, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    /** One for all tests. */
    public static TestIssuer get() {
        return Shared.INSTANCE;
    }

    /** What a service needs to accept its tokens. */
    public Map<String, String> properties() {
        return Map.of(PROPERTIES + "issuer-uri", issuer, PROPERTIES + "audiences", AUDIENCE);
    }

    public String issuer() {
        return issuer;
    }

    /** The value of the header Authorization of a user with these roles. */
    public String bearer(long userId, String... roles) {
        return "Bearer " + signed(key, claims -> claims.subject(Long.toString(userId)), roles);
    }

    /** The token of an operator, but with these claims changed. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, change, "OPERATOR");
    }

    /** Signed by somebody else, who says that it is the issuer's key. */
    public String ofAnotherKey() {
        return signed(newKey("one"), claims -> claims, "OPERATOR");
    }

    /** Of a key that the issuer does not have. */
    public String ofAnUnknownKey() {
        return signed(newKey("two"), claims -> claims, "OPERATOR");
    }

    /** With {@code alg: none}, that is, without a signature. */
    public String unsigned() {
        return new PlainJWT(claims(claims -> claims, "OPERATOR")).serialize();
    }

    /** Signed with HS256, the public key, which everybody has, in the place of the secret. */
    public String signedWithThePublicKey() {
        try {
            byte[] secret = key.toRSAPublicKey().getEncoded();
            JWSSigner signer = new MACSigner(secret);
            return signed(JWSAlgorithm.HS256, "one", signer, claims -> claims, "OPERATOR");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(
            RSAKey pair, UnaryOperator<JWTClaimsSet.Builder> change, String... roles) {
        try {
            JWSSigner signer = new RSASSASigner(pair);
            return signed(JWSAlgorithm.RS256, pair.getKeyID(), signer, change, roles);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(
            JWSAlgorithm algorithm,
            String keyId,
            JWSSigner signer,
            UnaryOperator<JWTClaimsSet.Builder> change,
            String... roles)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm).keyID(keyId).build();
        SignedJWT token = new SignedJWT(header, claims(change, roles));
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change, String... roles) {
        Instant now = Instant.now();
        return change.apply(
                        new JWTClaimsSet.Builder()
                                .issuer(issuer)
                                .audience(AUDIENCE)
                                .subject("1")
                                .claim("roles", List.of(roles))
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plus(Duration.ofHours(1)))))
                .build();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
