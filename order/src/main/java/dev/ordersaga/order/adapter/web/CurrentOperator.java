package dev.ordersaga.order.adapter.web;

import reactor.core.publisher.Mono;

/** Who it is that asks for what only operators may do. */
@FunctionalInterface
public interface CurrentOperator {

    /** For timelines and the headers of replayed messages. */
    Mono<String> name();
}
