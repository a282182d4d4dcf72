package dev.ordersaga.web.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The keys of an issuer elsewhere, which are where its discovery document says, or configured. */
final class RemoteKeys implements VerificationKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final WebClient http;
    private final String issuer;
    private final @Nullable String keySet;

    /**
     * @param keySet the key set's address; if null, the issuer is asked for it
     */
    RemoteKeys(WebClient http, String issuer, @Nullable String keySet) {
        this.http = http;
        this.issuer = issuer;
        this.keySet = keySet;
    }

    @Override
    public Mono<JWKSet> fetch() {
        return address().flatMap(this::get).flatMap(RemoteKeys::parsed);
    }

    private Mono<String> address() {
        return keySet == null
                ? get(issuer.replaceFirst("/$", "") + DISCOVERY).flatMap(this::discovered)
                : Mono.just(keySet);
    }

    /** Of this issuer, and no other (OpenID Connect Discovery, section 4.3). */
    private Mono<String> discovered(String document) {
        try {
            Map<String, Object> values = JSONObjectUtils.parse(document);
            return issuer.equals(values.get("issuer"))
                    ? Mono.just(JSONObjectUtils.getString(values, "jwks_uri"))
                    : Mono.error(new IllegalStateException("the discovery is of another issuer"));
        } catch (ParseException e) {
            return Mono.error(e);
        }
    }

    private static Mono<JWKSet> parsed(String document) {
        try {
            return Mono.just(JWKSet.parse(document));
        } catch (ParseException e) {
            return Mono.error(e);
        }
    }

    private Mono<String> get(String address) {
        return http.get()
                .uri(URI.create(address))
                .retrieve()
                .bodyToMono(String.class)
                .timeout(PATIENCE);
    }
}
