package dev.ordersaga.order.application;

import java.util.Set;

/**
 * What is known about the sagas of a message's order.
 *
 * @param sagaIsKnown whether there is a saga of the message's own id
 * @param awaited the ids of the commands whose answers the order's sagas wait for
 * @param handled which of the message's id and its answer's id this service has handled
 */
record SagaFacts(boolean sagaIsKnown, Set<String> awaited, Set<String> handled) {

    static final SagaFacts NONE = new SagaFacts(false, Set.of(), Set.of());

    SagaFacts {
        awaited = Set.copyOf(awaited);
        handled = Set.copyOf(handled);
    }

    boolean isAwaitingPayment() {
        return awaited.stream().anyMatch(id -> id.endsWith(":payment.pay:action"));
    }

    /** The saga that places an order undoes its step; the one that cancels it has a step for it. */
    boolean isAwaitingRefund() {
        return awaited.stream()
                .anyMatch(
                        id ->
                                id.endsWith(":payment.pay:compensation")
                                        || id.endsWith(":payment.refund:action"));
    }
}
