package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Replies, and the news of failures, for an orchestrator. */
final class ReplyHandling<R extends Reply> implements InTransaction {

    private final QueueListener.Replies<R> listener;

    ReplyHandling(QueueListener.Replies<R> listener) {
        this.listener = listener;
    }

    @Override
    public WorkQueue queue() {
        return listener.queue();
    }

    @Override
    public void check(EventMessage body) {
        boolean readable =
                switch (body) {
                    case TargetEventMessage(var _, var _, var message) ->
                            listener.accepts().isInstance(message);
                    case ErrorEventMessage _ -> true;
                };
        if (!readable) {
            throw new Unreadable("not a reply for " + listener.queue().queueName());
        }
    }

    @Override
    public Mono<Void> prefetch(List<Received> batch) {
        return listener.prefetch(batch.stream().map(Received::message).toList());
    }

    @Override
    public Mono<Void> handleFresh(Received received) {
        Incoming<EventMessage> message = received.message();
        return switch (message.body()) {
            case TargetEventMessage(var _, var _, var reply) ->
                    listener.handle(message.withBody(listener.accepts().cast(reply)));
            case ErrorEventMessage(var _, var _, var error) ->
                    listener.handleFailure(message.withBody(error));
        };
    }

    @Override
    public Mono<Void> handleDuplicate(Received received, Optional<OutboxMessage> answer) {
        Incoming<EventMessage> message = received.message();
        return switch (message.body()) {
            case TargetEventMessage(var _, var _, var reply) ->
                    listener.handleDuplicate(message.withBody(listener.accepts().cast(reply)));
            case ErrorEventMessage _ -> Mono.empty();
        };
    }
}
