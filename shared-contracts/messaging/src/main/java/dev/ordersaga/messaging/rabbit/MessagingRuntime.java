package dev.ordersaga.messaging.rabbit;

import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Starts and stops the publisher, the relay and the consumers of a service. At a stop the consumers
 * go first, so that what they still send is confirmed before the publisher goes.
 */
public final class MessagingRuntime implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final BrokerConnections connections;
    private final ConfirmedPublisher publisher;
    private final OutboxRelay relay;
    private final List<WorkQueueConsumer> consumers;
    private volatile boolean running;

    MessagingRuntime(
            BrokerConnections connections,
            ConfirmedPublisher publisher,
            OutboxRelay relay,
            List<WorkQueueConsumer> consumers) {
        this.connections = connections;
        this.publisher = publisher;
        this.relay = relay;
        this.consumers = List.copyOf(consumers);
    }

    @Override
    public void start() {
        running = true;
        publisher.start();
        relay.start();
        consumers.forEach(WorkQueueConsumer::start);
    }

    @Override
    public void stop(Runnable stopped) {
        var _ =
                Flux.fromIterable(consumers)
                        .flatMap(WorkQueueConsumer::stop, Math.max(1, consumers.size()))
                        .then(Mono.fromRunnable(relay::stopLooking))
                        .then(publisher.stop())
                        .then(relay.finish())
                        .then(connections.closeConsuming())
                        .timeout(LONGEST_STOP, Mono.empty())
                        .doFinally(
                                _ -> {
                                    running = false;
                                    stopped.run();
                                })
                        .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Starts before the web server and stops after it, so that requests in flight are heard. */
    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether messages can be sent, and every queue of the service is being consumed. */
    public boolean isConnected() {
        return publisher.isReady() && consumers.stream().allMatch(WorkQueueConsumer::isConsuming);
    }
}
