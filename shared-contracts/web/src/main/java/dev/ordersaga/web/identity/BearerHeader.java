package dev.ordersaga.web.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the token from the header Authorization (RFC 6750, section 2.1). Of one that is known to be
 * good the letters are not looked at again, which would cost more than all other checks together.
 */
final class BearerHeader implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private final ServerAuthenticationConverter unknown =
            new ServerBearerTokenAuthenticationConverter();
    private final RememberedTokens tokens;

    BearerHeader(RememberedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        @Nullable String header =
                exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(SCHEME)) {
            String token = header.substring(SCHEME.length());
            if (tokens.isRemembered(token)) {
                return Mono.just(new BearerTokenAuthenticationToken(token));
            }
        }
        return unknown.convert(exchange);
    }
}
