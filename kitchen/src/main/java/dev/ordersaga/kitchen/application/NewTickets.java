package dev.ordersaga.kitchen.application;

import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The tickets in the order in which they have been created, for those who wait for new ones.
 * Tombstones are none of them.
 */
public interface NewTickets {

    /** The number of the last ticket; 0 if there is none. */
    Mono<Long> latest();

    /**
     * The next tickets after this number, in their order; a bounded part of them. Whoever has seen
     * one has missed none before it.
     */
    Mono<List<NewTicket>> after(long number);

    /** The same for many numbers, as far as there is something after them. */
    default Mono<Map<Long, List<NewTicket>>> afterEach(Set<Long> numbers) {
        return Flux.fromIterable(numbers)
                .concatMap(number -> after(number).map(found -> Map.entry(number, found)))
                .filter(found -> !found.getValue().isEmpty())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
