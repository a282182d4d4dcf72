package dev.ordersaga.messaging.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the runtime, under {@code saga}.
 *
 * @param broker where RabbitMQ is, and as whom to connect
 * @param poolSize connections to the database
 * @param databaseAnswerTimeout how long the database may leave a question unanswered before the
 *     connection is taken for lost; a lock is waited for half as long
 * @param consumers how many batches of the same work queues are handled at the same time
 * @param batchSize most messages that share one transaction
 * @param linger how long a batch waits for company in busy times, while there is processor time to
 *     spare, and a shared transaction of requests four times as long; to be shorter in a service
 *     that sagas come by more often
 * @param longestLinger how long it waits at most, where there is none; in busy times a batch of
 *     events always does
 * @param mostWaiting most requests that wait for a shared transaction; more are turned away
 * @param prefetch most messages that a queue's consumer holds unacknowledged
 * @param retryDelays how long a message waits after each technical failure; when they are used up
 *     it goes to the dead-letter queue
 * @param confirmTimeout how long the broker has to confirm a message before it counts as not sent
 * @param outboxGrace how long a process has to publish what it has committed, before any process
 *     may; longer than {@code confirmTimeout}
 * @param relayInterval how often the outbox is searched for messages that are due
 */
@ConfigurationProperties("saga")
public record MessagingProperties(
        Broker broker,
        @DefaultValue("12") int poolSize,
        @DefaultValue("20s") Duration databaseAnswerTimeout,
        @DefaultValue("1") int consumers,
        @DefaultValue("300") int batchSize,
        @DefaultValue("9ms") Duration linger,
        @DefaultValue("60ms") Duration longestLinger,
        @DefaultValue("1000") int mostWaiting,
        @DefaultValue("600") int prefetch,
        @DefaultValue({"1s", "5s", "25s"}) List<Duration> retryDelays,
        @DefaultValue("8s") Duration confirmTimeout,
        @DefaultValue("10s") Duration outboxGrace,
        @DefaultValue("1s") Duration relayInterval) {

    /**
     * Where RabbitMQ is.
     *
     * @param uri {@code amqp://host:port/vhost}, or {@code amqps} for TLS with peer verification
     * @param declare whether to declare exchanges and queues, or to leave that to others, as an
     *     account must that has no right to configure anything
     */
    public record Broker(
            String uri, String username, String password, @DefaultValue("true") boolean declare) {}
}
