package dev.ordersaga.messaging;

import reactor.core.publisher.Mono;

/**
 * One local transaction: state and outgoing messages commit together or not at all.
 *
 * <p>The work is run again, from the beginning, after a deadlock, a lock timeout, or when it lost a
 * race to create a row; so it must have no effect but through the transaction. A subscriber that
 * goes away does not stop it: it has then either happened or not.
 */
public interface Transactions {

    <T> Mono<T> run(Mono<T> work);
}
