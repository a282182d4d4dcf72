package dev.ordersaga.messaging.config;

import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.RecurringWork;
import dev.ordersaga.messaging.StartupWork;
import dev.ordersaga.messaging.batch.GroupCommit;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.rabbit.OutboxRelay;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.messaging.timer.RecurringWorkRuntime;
import dev.ordersaga.messaging.timer.StartupWorkRuntime;
import io.netty.channel.EventLoop;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.netty.resources.LoopResources;

/** The runtime, for a service that has it on its class path. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
@EnableConfigurationProperties({MessagingProperties.class, R2dbcProperties.class})
@Import({
    DatabaseConfiguration.class,
    BrokerConfiguration.class,
    FailpointConfiguration.class,
    SagaLintConfiguration.class
})
class MessagingAutoConfiguration {

    /** So many times as long as messages do requests wait: {@link Linger} says why. */
    private static final double OF_REQUESTS = 4;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * One thread for the connections to the broker and to the database, and for what is done
     * between them: a message is handled without being handed to another thread, which would have
     * to wake up first. For more than one core there are more instances.
     *
     * <p>Of NIO: a native one tells of the end of a connection that nobody reads from yet, which
     * the broker's client does not expect, and then waits in vain. It ends with its loops.
     */
    @Bean(destroyMethod = "")
    EventLoop messagingLoop(LoopResources messagingLoops) {
        return messagingLoops.onClient(false).next();
    }

    @Bean(destroyMethod = "dispose")
    LoopResources messagingLoops() {
        return LoopResources.create("saga", 1, true);
    }

    @Bean
    MessageCodec messageCodec() {
        return new MessageCodec();
    }

    @Bean
    InboxTable inboxTable(DatabaseClient db, MessageCodec codec) {
        return new InboxTable(db, codec);
    }

    @Bean
    OutboxTable outboxTable(
            DatabaseClient db, MessageCodec codec, InboxTable inbox, MessagingProperties settings) {
        return new OutboxTable(db, codec, inbox, settings.outboxGrace());
    }

    @Bean
    @Primary
    StoreTransactions transactions(
            TransactionalOperator operator,
            DatabaseClient db,
            OutboxTable outbox,
            OutboxRelay relay,
            ObjectProvider<Failpoints> failpoints) {
        return new StoreTransactions(
                operator,
                db,
                outbox,
                relay::publish,
                failpoints.getIfAvailable(() -> Failpoints.OFF));
    }

    @Bean
    Linger linger(MessagingProperties settings) {
        return Linger.byLoad(settings.linger(), settings.longestLinger());
    }

    /** For work that many ask for at the same time: inject it by its name. */
    @Bean
    GroupCommit groupCommit(
            StoreTransactions transactions, MessagingProperties settings, Linger linger) {
        return new GroupCommit(transactions, settings.mostWaiting(), linger.times(OF_REQUESTS));
    }

    @Bean
    RecurringWorkRuntime recurringWorkRuntime(ObjectProvider<RecurringWork> works) {
        return new RecurringWorkRuntime(works.orderedStream().toList());
    }

    @Bean
    StartupWorkRuntime startupWorkRuntime(ObjectProvider<StartupWork> works) {
        return new StartupWorkRuntime(works.orderedStream().toList());
    }
}
