package dev.ordersaga.order.application;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sagas as operators look at them: as they were last committed, and not locked. */
public interface SagaOverview {

    /** The oldest first. */
    Flux<RunningSaga> find(SagaQuery query);

    /** Empty if there is none. */
    Mono<RunningSaga> read(UUID txId);
}
