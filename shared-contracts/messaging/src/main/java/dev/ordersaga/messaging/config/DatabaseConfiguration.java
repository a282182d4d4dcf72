package dev.ordersaga.messaging.config;

import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.CONNECTION_TIME_ZONE;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.FORCE_CONNECTION_TIME_ZONE_TO_SESSION;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.LOOP_RESOURCES;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.SESSION_VARIABLES;
import static io.asyncer.r2dbc.mysql.MySqlConnectionFactoryProvider.TCP_KEEP_ALIVE;
import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.LOCK_WAIT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.netty.channel.EventLoop;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Connections to the service's own database: every wait is bounded, times are UTC, and sessions
 * read what is committed (so that a lock never guards a gap between rows).
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * Statements are bytes to the server. Their plain letters are the same in every character set,
     * and other text says which it is in (see {@code Literals}); otherwise the server would count
     * the letters of all text, and translate them one by one for each column. What is read is UTF-8
     * still.
     */
    private static final String[] STATEMENTS_AS_BYTES = {
        "character_set_client=binary", "character_set_connection=binary"
    };

    @Bean
    AnswersInTime answersInTime(MessagingProperties messaging) {
        return new AnswersInTime(messaging.databaseAnswerTimeout());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(
            R2dbcProperties database,
            MessagingProperties messaging,
            AnswersInTime answers,
            EventLoop messagingLoop) {
        ConnectionFactoryOptions options =
                ConnectionFactoryOptions.parse(database.getUrl())
                        .mutate()
                        .option(USER, database.getUsername())
                        .option(PASSWORD, database.getPassword())
                        .option(CONNECT_TIMEOUT, Duration.ofSeconds(5))
                        .option(CONNECTION_TIME_ZONE, "UTC")
                        .option(FORCE_CONNECTION_TIME_ZONE_TO_SESSION, true)
                        .option(SESSION_VARIABLES, STATEMENTS_AS_BYTES)
                        .option(TCP_KEEP_ALIVE, true)
                        .option(LOCK_WAIT_TIMEOUT, messaging.databaseAnswerTimeout().dividedBy(2))
                        .option(LOOP_RESOURCES, new WatchedLoop(messagingLoop, answers))
                        .build();
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(
                                new ReadCommitted(ConnectionFactories.get(options)))
                        .initialSize(messaging.poolSize())
                        .maxSize(messaging.poolSize())
                        .maxAcquireTime(Duration.ofSeconds(3))
                        .maxCreateConnectionTime(Duration.ofSeconds(5))
                        .maxValidationTime(Duration.ofSeconds(2))
                        .maxLifeTime(Duration.ofMinutes(30))
                        .customizer(pool -> pool.acquisitionScheduler(on(messagingLoop)))
                        .build());
    }

    /**
     * Where a connection is handed to who asked for it: otherwise whoever gives one back, or asks
     * at the same moment, would go on with the work of another.
     */
    private static Scheduler on(EventLoop loop) {
        return Schedulers.fromExecutor(
                task -> {
                    if (loop.inEventLoop()) {
                        task.run();
                    } else {
                        loop.execute(task);
                    }
                });
    }

    /**
     * Sets the isolation level once per connection instead of once per transaction, and lets
     * transactions begin with their first statements.
     */
    private record ReadCommitted(ConnectionFactory origin) implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(origin.create())
                    .flatMap(
                            connection ->
                                    Flux.from(
                                                    connection.setTransactionIsolationLevel(
                                                            IsolationLevel.READ_COMMITTED))
                                            .then(Mono.just(new DeferredBegin(connection))));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return origin.getMetadata();
        }
    }
}
