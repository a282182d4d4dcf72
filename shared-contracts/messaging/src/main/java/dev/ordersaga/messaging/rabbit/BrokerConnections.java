package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Opens connections to the broker: one to publish and one to consume, because a broker that is
 * short of memory or disk stops reading from publishers, and must not stop acknowledgements.
 */
public final class BrokerConnections {

    private static final int HEARTBEAT_SECONDS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What is delivered is passed on by the loop itself: in the client's own queue for it there is
     * room for so many, and the loop must not wait for room.
     */
    private static final ExecutorService ON_THE_SPOT =
            new ExecutorServiceAdapter(new SyncTaskExecutor());

    private final Scheduler onLoop;
    private final ConnectionFactory factory;
    private final String name;
    private final Groundwork groundwork;
    private final Mono<Connection> consuming;
    private final AtomicReference<@Nullable Connection> opened = new AtomicReference<>();

    /**
     * Makes the factory; nothing is opened yet.
     *
     * @param uri {@code amqp://host:port/vhost}, or {@code amqps} for TLS with the JVM's trusted
     *     certificates and host name verification
     * @param name what the management console shows
     * @param groundwork what to do on them first
     * @param loop writes and reads for all connections, many small frames at a time, and is where
     *     deliveries are handled; of NIO
     */
    public BrokerConnections(
            String uri,
            String username,
            String password,
            String name,
            Groundwork groundwork,
            EventLoop loop) {
        this.onLoop = Schedulers.fromExecutorService(loop);
        this.factory = factory(uri, username, password, new ListeningFirst(loop, PATIENCE));
        this.name = name;
        this.groundwork = groundwork;
        this.consuming =
                open("consumer")
                        .doOnNext(opened::set)
                        .cacheInvalidateIf(connection -> !connection.isOpen());
    }

    private static ConnectionFactory factory(
            String uri, String username, String password, ConnectionFactory factory) {
        try {
            factory.setUri(uri);
            if (factory.isSSL()) {
                factory.netty()
                        .sslContext(
                                SslContextBuilder.forClient()
                                        .endpointIdentificationAlgorithm("HTTPS")
                                        .build());
            }
            factory.setSharedExecutor(ON_THE_SPOT);
            factory.setUsername(username);
            factory.setPassword(password);
            factory.setAutomaticRecoveryEnabled(false);
            factory.setTopologyRecoveryEnabled(false);
            factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
            factory.setChannelRpcTimeout(Math.toIntExact(PATIENCE.multipliedBy(2).toMillis()));
            return factory;
        } catch (URISyntaxException | GeneralSecurityException | SSLException fault) {
            throw new IllegalArgumentException("saga.broker.uri is not a usable AMQP URI", fault);
        }
    }

    /** Where the connections' sockets are read and written; not to be blocked. */
    Scheduler loop() {
        return onLoop;
    }

    Groundwork groundwork() {
        return groundwork;
    }

    /** The connection that all consumers of the service share, opened again when it was lost. */
    Mono<Connection> consuming() {
        return consuming;
    }

    /** Closes the connection of the consumers; who asks for it then gets a new one. */
    Mono<Void> closeConsuming() {
        return Mono.defer(() -> Mono.justOrEmpty(opened.getAndSet(null)))
                .flatMap(BrokerConnections::close);
    }

    /** A new connection, which its taker closes. */
    Mono<Connection> open(String purpose) {
        return Mono.fromCallable(() -> factory.newConnection(name + " " + purpose))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Closes quietly: a connection that is lost anyway has nothing to say. */
    static Mono<Void> close(Connection connection) {
        return Mono.<Void>fromRunnable(
                        () -> {
                            try {
                                connection.close(Math.toIntExact(PATIENCE.toMillis()));
                            } catch (IOException | RuntimeException _) {
                                connection.abort();
                            }
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
