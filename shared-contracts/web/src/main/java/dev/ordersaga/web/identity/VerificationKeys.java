package dev.ordersaga.web.identity;

import com.nimbusds.jose.jwk.JWKSet;
import reactor.core.publisher.Mono;

/** The issuer's public keys. */
@FunctionalInterface
public interface VerificationKeys {

    /** As they are now; asked rarely, and an error where they are out of reach. */
    Mono<JWKSet> fetch();
}
