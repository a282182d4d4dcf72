package dev.ordersaga.user.adapter.security;

import com.nimbusds.jose.jwk.JWKSet;
import dev.ordersaga.user.application.RotateKeys;
import dev.ordersaga.web.identity.VerificationKeys;
import java.text.ParseException;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The keys of the issuer that this service is, without a detour over HTTP. */
public final class OwnKeys implements VerificationKeys {

    private final RotateKeys rotateKeys;

    public OwnKeys(RotateKeys rotateKeys) {
        this.rotateKeys = rotateKeys;
    }

    @Override
    public Mono<JWKSet> fetch() {
        return rotateKeys.publicKeys().map(OwnKeys::parsed);
    }

    private static JWKSet parsed(Map<String, Object> keys) {
        try {
            return JWKSet.parse(keys);
        } catch (ParseException e) {
            throw new IllegalStateException("the service's own keys cannot be read", e);
        }
    }
}
