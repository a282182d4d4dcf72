package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.WorkQueue;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Takes the messages of one work queue. A service has one bean for each queue it serves.
 *
 * <p>An error signal means a technical failure: everything the message did is rolled back and the
 * message is tried again later. A refusal is not an error but an answer.
 *
 * @param <M> what is expected; other messages in the queue are dead-lettered
 */
public sealed interface QueueListener<M extends Message> {

    WorkQueue queue();

    Class<M> accepts();

    /**
     * Takes the commands of a participant, in batches that share a transaction, also with replies.
     * Each command is handled once, however often it is delivered.
     */
    non-sealed interface Commands<C extends Command> extends QueueListener<C> {

        /**
         * Loads and locks, in key order, what the commands of the batch will need. Some of them may
         * have been handled before.
         */
        default Mono<Void> prefetch(List<Incoming<C>> batch) {
            return Mono.empty();
        }

        /**
         * Handles one command.
         *
         * @return the answer, or empty where it follows later through {@link Outbox#reply}
         */
        Mono<? extends Reply> handle(Incoming<C> command);
    }

    /**
     * Takes the replies to an orchestrator, in batches that share a transaction, also with
     * commands.
     */
    non-sealed interface Replies<R extends Reply> extends QueueListener<R> {

        /**
         * Loads and locks, in key order, the sagas of the batch. Some of it may have been handled
         * before.
         */
        default Mono<Void> prefetch(List<Incoming<EventMessage>> batch) {
            return Mono.empty();
        }

        Mono<Void> handle(Incoming<R> reply);

        /**
         * A participant gave up on a command: whether it took effect is unknown.
         *
         * @param failure its body says what went wrong
         */
        Mono<Void> handleFailure(Incoming<String> failure);

        /** A reply that was handled before has come again. */
        default Mono<Void> handleDuplicate(Incoming<R> reply) {
            return Mono.empty();
        }
    }

    /**
     * Takes events whose effect is outside the database, each on its own and outside any
     * transaction; the marks of those that arrived together share one. Handled at least once: a
     * crash between the effect and its mark repeats it.
     */
    non-sealed interface Events<E extends Event> extends QueueListener<E> {

        /** How many are handled at the same time. */
        int concurrency();

        /** Must end in a time that is bounded: until then, what has arrived meanwhile waits. */
        Mono<Void> handle(Incoming<E> event);
    }
}
