package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.RotateKeys;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What verifiers of tokens need to know. */
@RestController
@SecurityRequirements
@ConditionalOnProperty(name = "saga.identity.local", matchIfMissing = true)
@RequestMapping("/.well-known")
final class KeysController {

    private static final CacheControl A_MINUTE =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    private final RotateKeys rotateKeys;
    private final String issuer;

    KeysController(
            RotateKeys rotateKeys,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        this.rotateKeys = rotateKeys;
        this.issuer = issuer;
    }

    /** The public keys, old ones included as long as a token of theirs may be valid. */
    @GetMapping("/jwks.json")
    Mono<ResponseEntity<Map<String, Object>>> keys() {
        return rotateKeys
                .publicKeys()
                .map(keys -> ResponseEntity.ok().cacheControl(A_MINUTE).body(keys));
    }

    /** Where the keys are (OpenID Connect Discovery, section 4). */
    @GetMapping("/openid-configuration")
    Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                issuer,
                "jwks_uri",
                issuer + "/.well-known/jwks.json",
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }
}
