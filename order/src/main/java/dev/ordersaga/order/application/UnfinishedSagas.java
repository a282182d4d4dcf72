package dev.ordersaga.order.application;

import java.util.UUID;
import reactor.core.publisher.Flux;

/** Finds the sagas that still work on an order, of which there may be more than one. */
@FunctionalInterface
public interface UnfinishedSagas {

    /** The ids of all unfinished sagas of the order that this saga, ended or not, is about. */
    Flux<UUID> ofTheOrderOf(UUID txId);
}
