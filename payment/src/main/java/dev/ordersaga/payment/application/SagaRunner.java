package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.Effect;
import dev.ordersaga.payment.saga.Input;
import dev.ordersaga.payment.saga.PaymentProcess;
import dev.ordersaga.payment.saga.PaymentSaga;
import dev.ordersaga.payment.saga.Step;
import dev.ordersaga.payment.saga.Transition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the saga: loads its state, asks it what follows, stores the new state and sends what it
 * wants sent, all in the caller's transaction.
 */
public final class SagaRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SagaRunner.class);

    private final Payments payments;
    private final Outbox outbox;
    private final Clock clock;
    private final Deadlines deadlines;

    public SagaRunner(Payments payments, Outbox outbox, Clock clock, Deadlines deadlines) {
        this.payments = payments;
        this.outbox = outbox;
        this.clock = clock;
        this.deadlines = deadlines;
    }

    /**
     * Takes a command.
     *
     * @return the answer, or empty where it follows later
     */
    Mono<PaymentReply> request(UUID orderId, Input.Request request) {
        return payments.find(orderId)
                .map(process -> PaymentSaga.on(process, request, now()))
                .switchIfEmpty(Mono.fromSupplier(() -> begin(request)))
                .flatMap(transition -> carryOut(transition).then(answer(transition)));
    }

    /** Takes what happened to a step. A saga that is not known here is none of ours. */
    Mono<Void> step(UUID txId, Input input) {
        return payments.findBySaga(txId)
                .map(process -> PaymentSaga.on(process, input, now()))
                .flatMap(this::carryOut);
    }

    /** Takes it that no answer has come in time about these orders. */
    Mono<Void> timeOutAll(List<UUID> orderIds) {
        return payments.prefetch(orderIds)
                .thenMany(Flux.fromIterable(orderIds))
                .concatMap(payments::find)
                .concatMap(this::timeOut)
                .then();
    }

    private Mono<Void> timeOut(PaymentProcess process) {
        return Mono.justOrEmpty(process.awaited())
                .map(step -> PaymentSaga.on(process, new Input.TimedOut(step), now()))
                .flatMap(this::carryOut);
    }

    private Transition begin(Input.Request request) {
        return PaymentSaga.begin(request, Ids.timeOrdered(), now());
    }

    private static Mono<PaymentReply> answer(Transition transition) {
        return Mono.justOrEmpty(transition.answer());
    }

    private Mono<Void> carryOut(Transition transition) {
        PaymentProcess next = timed(transition);
        return payments.save(next)
                .thenMany(Flux.fromIterable(transition.effects()))
                .concatMap(effect -> send(next.txId(), effect))
                .then();
    }

    /** The new state, with the deadline of what is sent. */
    private PaymentProcess timed(Transition transition) {
        PaymentProcess next = transition.next();
        if (!transition.asks()) {
            return next;
        }
        if (next.isStuck()) {
            LOG.error(
                    "Payment {} is stuck at {}, and goes on trying",
                    next.payment().paymentId(),
                    next.awaited());
        }
        return next.lateFrom(deadlines.after(next.sends(), now()));
    }

    private Mono<Void> send(UUID txId, Effect effect) {
        return switch (effect) {
            case Effect.Ask(var step, var command) -> outbox.send(command(txId, step, command));
            case Effect.Answer(var caller, var reply) -> outbox.reply(addressOf(caller), reply);
            case Effect.Tell(var messageId, var event) ->
                    outbox.send(Outgoing.event(Target.PAYMENT, txId, messageId, event));
        };
    }

    private static Outgoing command(UUID txId, Step step, UserCommand command) {
        return Outgoing.command(Target.PAYMENT, txId, step.commandId(txId), command);
    }

    private static ReplyAddress addressOf(Caller caller) {
        return new ReplyAddress(
                caller.target(), caller.txId(), caller.commandId(), caller.request().routingKey());
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
