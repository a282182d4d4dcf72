package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Reply;
import reactor.core.publisher.Mono;

/**
 * Takes messages into the caller's transaction: they are sent if, and only if, it commits, and then
 * at least once.
 *
 * <p>Both methods fail outside a transaction ({@link Transactions}, or a listener's method).
 */
public interface Outbox {

    Mono<Void> send(Outgoing message);

    /**
     * Answers a command that was handled earlier without an answer. The answer is remembered with
     * the command, and given again if the command comes again.
     */
    Mono<Void> reply(ReplyAddress to, Reply reply);
}
