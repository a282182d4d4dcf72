package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** An outbox that only notes what is to be sent. */
final class RecordingOutbox implements Outbox {

    private final List<Outgoing> sent = new ArrayList<>();

    @Override
    public Mono<Void> send(Outgoing message) {
        return Mono.fromRunnable(() -> sent.add(message));
    }

    @Override
    public Mono<Void> reply(ReplyAddress to, Reply reply) {
        return send(Outgoing.reply(to, reply));
    }

    List<Outgoing> sent() {
        return List.copyOf(sent);
    }

    List<Message> messages() {
        return sent.stream()
                .map(outgoing -> ((TargetEventMessage) outgoing.body()).message())
                .toList();
    }

    void forget() {
        sent.clear();
    }
}
