package dev.ordersaga.order.application;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that happened to the sagas. */
public interface Timeline {

    /** Takes entries into the transaction. */
    Mono<Void> append(List<TimelineEntry> entries);

    /** The committed entries of a saga, in their order. */
    Flux<TimelineEntry> of(UUID txId);
}
