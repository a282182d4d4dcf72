package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.rabbitmq.OutboundMessage;

/** A message on its way to the broker, and who wants to know what became of it. */
final class Publication extends OutboundMessage {

    private final boolean mandatory;
    private final Consumer<Optional<NotConfirmed>> outcome;
    private final AtomicBoolean settled = new AtomicBoolean();

    /**
     * A message for an exchange.
     *
     * @param mandatory whether it counts as confirmed only if a queue has taken it
     * @param outcome is told once: empty when confirmed; must not block
     */
    Publication(
            String exchange,
            String routingKey,
            boolean mandatory,
            AMQP.BasicProperties properties,
            byte[] body,
            Consumer<Optional<NotConfirmed>> outcome) {
        super(exchange, routingKey, properties, body);
        this.mandatory = mandatory;
        this.outcome = outcome;
    }

    /**
     * What the broker said. A message that no queue takes is returned <em>and</em> acknowledged.
     */
    void answered(boolean acknowledged, boolean returned) {
        if (returned && mandatory) {
            failed(NotConfirmed.unroutable(getExchange(), getRoutingKey()));
        } else if (acknowledged) {
            settle(Optional.empty());
        } else {
            failed(new NotConfirmed("refused by the broker"));
        }
    }

    void failed(NotConfirmed reason) {
        settle(Optional.of(reason));
    }

    private void settle(Optional<NotConfirmed> result) {
        if (settled.compareAndSet(false, true)) {
            outcome.accept(result);
        }
    }
}
