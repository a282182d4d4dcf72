package dev.ordersaga.messaging.failpoint;

import reactor.core.publisher.Mono;

/** Where the runtime says which boundary it is about to cross. */
@FunctionalInterface
public interface Failpoints {

    /** Nothing ever happens at any of them. */
    Failpoints OFF = _ -> Mono.empty();

    /**
     * Completes when the boundary may be crossed: at once, later, with an error, or never. Each
     * subscription is one crossing.
     */
    Mono<Void> pass(Failpoint point);
}
