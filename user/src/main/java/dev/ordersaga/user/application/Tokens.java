package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Access tokens (RFC 7519), and the keys behind them (RFC 7517). */
public interface Tokens {

    /** A new key pair. */
    Mono<SigningKey> newKey(int generation, Instant madeAt);

    /** A signed token that says who it is and what they may do. */
    String of(Account account, SigningKey key, Instant issuedAt, Instant expiresAt);

    /** The public halves, as a JSON Web Key Set. */
    Map<String, Object> publicKeys(List<SigningKey> keys);
}
