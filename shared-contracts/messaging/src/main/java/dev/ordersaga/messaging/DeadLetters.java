package dev.ordersaga.messaging;

import dev.ordersaga.contracts.WorkQueue;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The dead-letter queues of all services, for an operator. One at a time looks into them, whichever
 * instance it asks: what one holds, another would not see.
 */
public interface DeadLetters {

    /**
     * Takes the letters of a queue in hand, one after the other and in their order, and puts back
     * all that were not replayed; a broker may put them behind those that it was not asked for.
     * Letters that come meanwhile are left for the next time. It goes on when its subscriber goes
     * away.
     *
     * @param most so many at most
     * @param work what to do with each, at its turn; what it gives is collected
     * @return fails with {@link DeadLettersUnavailable} when the broker does not take part, and
     *     with the first failure of {@code work}; no letter is lost by that
     */
    <R> Mono<List<R>> workThrough(WorkQueue queue, int most, Function<InHand, Mono<R>> work);

    /** A letter that nobody else sees for the moment. */
    interface InHand {

        DeadLetter letter();

        /**
         * Sends the message to the work queue that it came from, and to no other, with its id and
         * its properties, as if it had never been tried. Once the broker has confirmed it, the
         * letter is removed: a crash in between leaves both, never none.
         *
         * @param by who wants it
         * @return whether it was sent; false if its work queue is not there, and the letter stays
         */
        Mono<Boolean> replay(String by);
    }
}
