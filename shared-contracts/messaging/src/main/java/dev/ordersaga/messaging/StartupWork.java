package dev.ordersaga.messaging;

import reactor.core.publisher.Mono;

/**
 * Work that every instance of a service does before it takes its first request or message. If it
 * fails, the service does not start.
 */
@FunctionalInterface
public interface StartupWork {

    /** May find that another instance has done it already, or is doing it. */
    Mono<Void> run();
}
