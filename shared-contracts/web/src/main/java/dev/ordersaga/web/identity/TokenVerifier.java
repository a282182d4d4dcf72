package dev.ordersaga.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import reactor.core.publisher.Mono;

/**
 * Checks signatures. Asymmetric algorithms only: with a public key in the place of a secret,
 * anybody could sign.
 */
final class TokenVerifier implements Converter<JWT, Mono<JWTClaimsSet>> {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final KnownKeys keys;

    TokenVerifier(KnownKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<JWTClaimsSet> convert(JWT token) {
        if (!(token instanceof SignedJWT signed)
                || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            return Mono.error(new BadJwtException("The token's algorithm is not accepted"));
        }
        JWKMatcher matcher = JWKMatcher.forJWSHeader(signed.getHeader());
        return keys.select(new JWKSelector(matcher))
                .flatMap(found -> Mono.fromCallable(() -> claims(signed, found)))
                .onErrorMap(TokenVerifier::isTheTokensFault, TokenVerifier::bad);
    }

    /** Expiry and the like are checked by Spring Security's validators. */
    private static @Nullable JWTClaimsSet claims(SignedJWT token, List<JWK> keys)
            throws BadJOSEException, JOSEException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        ALGORITHMS, new ImmutableJWKSet<>(new JWKSet(keys))));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        return processor.process(token, null);
    }

    private static boolean isTheTokensFault(Throwable fault) {
        return fault instanceof BadJOSEException || fault instanceof JOSEException;
    }

    private static BadJwtException bad(Throwable fault) {
        return new BadJwtException("The token is not the issuer's", fault);
    }
}
