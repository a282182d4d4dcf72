package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.saga.Input;
import dev.ordersaga.payment.saga.Step;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Takes what became of the saga's commands. What is not about the awaited command (late, again, of
 * another saga) changes nothing. Runs in the caller's transaction.
 */
public final class AdvancePayment {

    private final SagaRunner saga;

    public AdvancePayment(SagaRunner saga) {
        this.saga = saga;
    }

    /** A participant answered, with a refusal or otherwise. */
    public Mono<Void> answered(Incoming<PaymentSagaReply> reply) {
        return advance(reply, step -> new Input.Answered(step, reply.body()));
    }

    /** A participant gave up on the command: whether it took effect is unknown. */
    public Mono<Void> gaveUp(Incoming<String> failure) {
        return advance(failure, Input.GaveUp::new);
    }

    /** No answer has come in time to the payments of these orders, whose deadlines have passed. */
    public Mono<Void> late(List<UUID> orderIds) {
        return saga.timeOutAll(orderIds);
    }

    private Mono<Void> advance(Incoming<?> message, Function<Step, Input> input) {
        return Mono.justOrEmpty(Step.of(message.txId(), message.correlationId()))
                .flatMap(step -> saga.step(message.txId(), input.apply(step)));
    }
}
