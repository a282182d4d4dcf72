package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.Unreadable;
import dev.ordersaga.messaging.store.OutboxMessage;
import dev.ordersaga.messaging.store.OutboxTable;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Commands: handled once each, and answered as often as they come. */
final class CommandHandling<C extends Command> implements InTransaction {

    private final QueueListener.Commands<C> listener;
    private final OutboxTable outbox;

    CommandHandling(QueueListener.Commands<C> listener, OutboxTable outbox) {
        this.listener = listener;
        this.outbox = outbox;
    }

    @Override
    public WorkQueue queue() {
        return listener.queue();
    }

    @Override
    public void check(EventMessage body) {
        if (!(body instanceof TargetEventMessage(var target, var _, var message)
                && message instanceof Command command
                && listener.accepts().isInstance(command))) {
            throw new Unreadable("not a command for " + listener.queue().queueName());
        }
        if (WorkQueue.boundTo(Exchanges.REPLIES, Exchanges.replyKey(target, command.routingKey()))
                .isEmpty()) {
            throw new Unreadable("nobody hears what is answered to %s".formatted(target));
        }
    }

    @Override
    public Mono<Void> prefetch(List<Received> batch) {
        return listener.prefetch(batch.stream().map(this::command).toList());
    }

    @Override
    public Mono<Void> handleFresh(Received message) {
        Incoming<C> command = command(message);
        return listener.handle(command)
                .flatMap(reply -> outbox.reply(ReplyAddress.of(command), reply));
    }

    @Override
    public Mono<Void> handleDuplicate(Received message, Optional<OutboxMessage> answer) {
        return answer.map(outbox::resend).orElseGet(Mono::empty);
    }

    private Incoming<C> command(Received received) {
        TargetEventMessage body = (TargetEventMessage) received.message().body();
        return received.message().withBody(listener.accepts().cast(body.message()));
    }
}
