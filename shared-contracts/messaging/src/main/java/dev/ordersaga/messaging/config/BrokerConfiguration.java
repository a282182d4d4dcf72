package dev.ordersaga.messaging.config;

import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.rabbit.BrokerConnections;
import dev.ordersaga.messaging.rabbit.ConfirmedPublisher;
import dev.ordersaga.messaging.rabbit.DeadLetterDesk;
import dev.ordersaga.messaging.rabbit.Groundwork;
import dev.ordersaga.messaging.rabbit.MessagingRuntime;
import dev.ordersaga.messaging.rabbit.MessagingRuntimeFactory;
import dev.ordersaga.messaging.rabbit.OutboxRelay;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import io.netty.channel.EventLoop;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The way to RabbitMQ and back. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    @Bean
    BrokerConnections brokerConnections(
            MessagingProperties settings,
            @Value("${spring.application.name}") String name,
            EventLoop messagingLoop) {
        MessagingProperties.Broker broker = settings.broker();
        return new BrokerConnections(
                broker.uri(),
                broker.username(),
                broker.password(),
                name,
                broker.declare() ? Groundwork.DECLARE : Groundwork.LEAVE,
                messagingLoop);
    }

    @Bean
    ConfirmedPublisher confirmedPublisher(
            BrokerConnections connections, MessagingProperties settings) {
        return new ConfirmedPublisher(connections, settings.confirmTimeout());
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxTable outbox,
            ConfirmedPublisher publisher,
            TransactionalOperator transactions,
            MessagingProperties settings,
            Clock clock,
            ObjectProvider<Failpoints> failpoints) {
        return new OutboxRelay(
                outbox,
                publisher,
                transactions,
                settings.relayInterval(),
                clock,
                failpoints.getIfAvailable(() -> Failpoints.OFF));
    }

    @Bean
    MessagingRuntime messagingRuntime(
            BrokerConnections connections,
            ConfirmedPublisher publisher,
            OutboxRelay relay,
            Transactions transactions,
            InboxTable inbox,
            OutboxTable outbox,
            MessageCodec codec,
            Clock clock,
            MessagingProperties settings,
            Linger linger,
            ObjectProvider<Failpoints> failpoints,
            ObjectProvider<QueueListener<?>> listeners) {
        return new MessagingRuntimeFactory(
                        connections,
                        publisher,
                        relay,
                        transactions,
                        inbox,
                        outbox,
                        codec,
                        clock,
                        failpoints.getIfAvailable(() -> Failpoints.OFF),
                        settings.consumers(),
                        settings.batchSize(),
                        linger,
                        settings.prefetch(),
                        settings.retryDelays())
                .create(listeners.orderedStream().toList());
    }

    @Bean
    DeadLetters deadLetters(
            BrokerConnections connections,
            ConfirmedPublisher publisher,
            MessageCodec codec,
            Clock clock) {
        return new DeadLetterDesk(connections, publisher, codec, clock);
    }

    @Bean
    ReactiveHealthIndicator brokerHealthIndicator(MessagingRuntime runtime) {
        return new AbstractReactiveHealthIndicator() {
            @Override
            protected Mono<Health> doHealthCheck(Health.Builder builder) {
                return Mono.just((runtime.isConnected() ? builder.up() : builder.down()).build());
            }
        };
    }
}
