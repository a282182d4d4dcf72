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

    /** Only looks whether they are there, which needs no right; bindings cannot be seen. */
    CHECK {
        @Override
        void layExchanges(Channel channel) throws IOException {
            for (String exchange : Exchanges.ALL) {
                require(exchange, () -> channel.exchangeDeclarePassive(exchange));
            }
        }

        @Override
        void lay(Channel channel, Topology topology) throws IOException {
            for (Topology.Queue queue : topology.queues()) {
                require(queue.name(), () -> channel.queueDeclarePassive(queue.name()));
            }
        }
    };

    abstract void layExchanges(Channel channel) throws IOException;

    /**
     * Lays the ground for a consumer.
     *
     * @throws MissingQueue if something is not there, and is not declared here
     */
    abstract void lay(Channel channel, Topology topology) throws IOException;

    private static void require(String name, Look look) throws IOException {
        try {
            look.look();
        } catch (IOException fault) {
            throw MissingQueue.isMeantBy(fault) ? new MissingQueue(name, fault) : fault;
        }
    }

    @FunctionalInterface
    private interface Look {

        void look() throws IOException;
    }
}
