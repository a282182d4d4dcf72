package dev.ordersaga.user.adapter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ordersaga.user.application.Tokens;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import dev.ordersaga.user.domain.SigningKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tokens signed with RS256, which every verifier knows. */
public final class JoseTokens implements Tokens {

    private static final int BITS = 2048;

    private final String issuer;
    private final String audience;

    public JoseTokens(String issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    @Override
    public Mono<SigningKey> newKey(int generation, Instant madeAt) {
        return Mono.fromCallable(() -> new SigningKey(generation, newPair().toJSONString(), madeAt))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static RSAKey newPair() throws JOSEException {
        return new RSAKeyGenerator(BITS)
                .keyID(UUID.randomUUID().toString())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .generate();
    }

    @Override
    public String of(Account account, SigningKey key, Instant issuedAt, Instant expiresAt) {
        RSAKey pair = pair(key);
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(pair.getKeyID())
                        .build();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .subject(Long.toString(account.userId()))
                        .claim("roles", account.roles().stream().sorted().map(Role::name).toList())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(issuedAt))
                        .expirationTime(Date.from(expiresAt))
                        .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(pair));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key cannot sign: " + key, e);
        }
        return token.serialize();
    }

    @Override
    public Map<String, Object> publicKeys(List<SigningKey> keys) {
        return new JWKSet(keys.stream().<com.nimbusds.jose.jwk.JWK>map(JoseTokens::pair).toList())
                .toJSONObject();
    }

    private static RSAKey pair(SigningKey key) {
        try {
            return RSAKey.parse(key.jwk());
        } catch (ParseException e) {
            throw new IllegalStateException("not a key: " + key);
        }
    }
}
