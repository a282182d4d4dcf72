package dev.ordersaga.order.application;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that happened to the sagas. */
public interface Timeline {

    /** Takes an entry into the transaction. */
    Mono<Void> append(TimelineEntry entry);

    /** The committed entries of a saga, in their order. */
    Flux<TimelineEntry> of(UUID txId);
}
