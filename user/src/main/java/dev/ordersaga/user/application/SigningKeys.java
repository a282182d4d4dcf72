package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.SigningKey;
import java.util.List;
import reactor.core.publisher.Mono;

/** The keys that tokens are signed with, shared by all instances. */
public interface SigningKeys {

    Mono<List<SigningKey>> all();

    /** Keeps it, unless another instance was first with this generation. */
    Mono<Void> add(SigningKey key);

    Mono<Void> remove(SigningKey key);
}
