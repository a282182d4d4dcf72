package dev.ordersaga.payment.application;

import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.saga.Caller;

/** Who sent a command. */
final class Callers {

    private Callers() {}

    static Caller of(Caller.Request request, Incoming<?> command) {
        return new Caller(request, command.target(), command.txId(), command.correlationId());
    }
}
