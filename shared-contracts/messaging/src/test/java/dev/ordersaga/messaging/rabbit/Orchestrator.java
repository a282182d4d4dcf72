package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Mono;

/** An orchestrator that notes what it hears, unless the reply is the one at which it fails. */
class Orchestrator implements QueueListener.Replies<PaymentSagaReply> {

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile String failing = "";

    /** From now on, it fails at the reply with this id. */
    final void failAt(String messageId) {
        failing = messageId;
    }

    /** What it has heard, in order and as often as it heard it. */
    final List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.PAYMENT_REPLIES;
    }

    @Override
    public Class<PaymentSagaReply> accepts() {
        return PaymentSagaReply.class;
    }

    @Override
    public Mono<Void> handle(Incoming<PaymentSagaReply> reply) {
        return reply.messageId().equals(failing)
                ? Mono.error(new IllegalStateException())
                : hear("reply " + reply.messageId());
    }

    @Override
    public Mono<Void> handleFailure(Incoming<String> failure) {
        return hear("failure " + failure.messageId() + " " + failure.body());
    }

    @Override
    public Mono<Void> handleDuplicate(Incoming<PaymentSagaReply> reply) {
        return hear("again " + reply.messageId());
    }

    final Mono<Void> hear(String what) {
        return Mono.fromRunnable(() -> heard.add(what));
    }
}
