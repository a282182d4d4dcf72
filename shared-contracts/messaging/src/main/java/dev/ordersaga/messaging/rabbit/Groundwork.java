package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Topology;
import java.io.IOException;

/** What is done about exchanges and queues before a session with the broker begins. */
public enum Groundwork {

    /** Declares them, which changes nothing where they are there already. */
    DECLARE {
        @Override
        void layExchanges(Channel channel) throws IOException {
            for (String exchange : Exchanges.ALL) {
                channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
            }
        }

        @Override
        void lay(Channel channel, Topology topology) throws IOException {
            layExchanges(channel);
            for (Topology.Queue queue : topology.queues()) {
                channel.queueDeclare(queue.name(), true, false, false, queue.arguments());
            }
            for (Topology.Binding binding : topology.bindings()) {
                channel.queueBind(binding.queue(), binding.exchange(), binding.routingKey());
            }
        }
    },

    /**
     * Leaves them to others, and does not even look: newer brokers let nobody look at what he has
     * no right to, and RabbitMQ 4.2.6 and 4.3.0 nobody who may not declare it. Who consumes from a
     * queue that is not there hears of it anyway.
     */
    LEAVE;

    /** Lays the ground for a publisher. */
    void layExchanges(Channel channel) throws IOException {
        // Nothing, where they are others' business.
    }

    /** Lays the ground for a consumer. */
    void lay(Channel channel, Topology topology) throws IOException {
        // Nothing, where they are others' business.
    }
}
