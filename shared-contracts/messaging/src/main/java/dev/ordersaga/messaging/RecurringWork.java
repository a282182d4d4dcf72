package dev.ordersaga.messaging;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Work that every instance of a service does again and again, for as long as it runs. A failure is
 * logged, and the work is done again at its next turn.
 */
public interface RecurringWork {

    /** How long to pause when there is nothing more to do. */
    Duration interval();

    /**
     * Does some of what there is to do.
     *
     * @return whether there may be more, to be done without a pause
     */
    Mono<Boolean> run();
}
