package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Headers;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.messaging.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Where the messages of a queue go that could not be handled: to a retry queue, each time for
 * longer; at last to the dead-letter queue, and the news of it to the orchestrator. A message that
 * cannot be read goes to the dead-letter queue at once.
 *
 * <p>Everything is a confirmed copy; only when it completes may the original be acknowledged. While
 * the broker does not confirm it is sent again and again.
 */
final class FailureRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(FailureRoutes.class);
    private static final Set<String> NOT_COPIED =
            Set.of("reactor_rabbitmq_delivery_tag", "x-death", "x-delivery-count", "CC", "BCC");

    private final WorkQueue queue;
    private final List<Duration> delays;
    private final ConfirmedPublisher publisher;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    FailureRoutes(
            WorkQueue queue,
            List<Duration> delays,
            ConfirmedPublisher publisher,
            Transactions transactions,
            Outbox outbox,
            Clock clock) {
        this.queue = queue;
        this.delays = delays;
        this.publisher = publisher;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Void> unreadable(Delivery delivery, String reason) {
        return bury(delivery, null, "unreadable: " + reason);
    }

    Mono<Void> failed(Received received, Throwable fault) {
        int attempt = received.attempt();
        LOG.warn(
                "Attempt {} at message {} from {} has failed",
                attempt,
                received.message().messageId(),
                queue.queueName(),
                fault);
        return attempt <= delays.size()
                ? retry(received.delivery(), attempt)
                : giveUp(received, fault);
    }

    private Mono<Void> retry(Delivery delivery, int attempt) {
        String millis = Long.toString(delays.get(attempt - 1).toMillis());
        return copy(
                delivery,
                Exchanges.DEAD_LETTERS,
                queue.retryQueue(attempt),
                millis,
                Map.of(Headers.ATTEMPT, attempt + 1));
    }

    /** The text tells the kind of fault only: messages of faults may hold data. */
    private Mono<Void> giveUp(Received received, Throwable fault) {
        String reason =
                "gave up after "
                        + received.attempt()
                        + " attempts: "
                        + fault.getClass().getSimpleName();
        return tellOrchestrator(received, reason)
                .then(bury(received.delivery(), received.message(), reason));
    }

    /** By way of the outbox: the orchestrator's queue may be missing, and others must not wait. */
    private Mono<Void> tellOrchestrator(Received received, String reason) {
        EventMessage body = received.message().body();
        if (!(body instanceof TargetEventMessage(var target, var txId, Command command))) {
            return Mono.empty();
        }
        ReplyAddress to =
                new ReplyAddress(
                        target, txId, received.message().correlationId(), command.routingKey());
        return transactions
                .run(outbox.send(Outgoing.failure(to, reason)))
                .contextWrite(context -> TraceParent.into(context, received.traceparent()));
    }

    private Mono<Void> bury(
            Delivery delivery, @Nullable Incoming<EventMessage> message, String reason) {
        LOG.error(
                "Message {} from {} is dead: {}",
                delivery.getProperties().getMessageId(),
                queue.queueName(),
                reason);
        return copy(
                delivery,
                Exchanges.DEAD_LETTERS,
                queue.queueName(),
                null,
                DeathCertificate.issue(queue, delivery, message, reason, clock.instant()));
    }

    /**
     * Sends a copy until it is confirmed; fails where no queue takes it.
     *
     * @param expiration in milliseconds, for ever if null
     */
    private Mono<Void> copy(
            Delivery delivery,
            String exchange,
            String routingKey,
            @Nullable String expiration,
            Map<String, Object> more) {
        Map<String, Object> headers = headers(delivery);
        headers.putIfAbsent(Headers.ROUTING_KEY, delivery.getEnvelope().getRoutingKey());
        headers.putAll(more);
        return publisher
                .publish(
                        exchange,
                        routingKey,
                        properties(delivery, headers, expiration),
                        delivery.getBody())
                .retryWhen(Sessions.pauses().filter(FailureRoutes::mayPass));
    }

    private static boolean mayPass(Throwable fault) {
        return fault instanceof NotConfirmed reason && !reason.isUnroutable();
    }

    /**
     * The properties of a copy, which is not signed by the original's sender.
     *
     * @param expiration in milliseconds, for ever if null
     */
    static AMQP.BasicProperties properties(
            Delivery delivery, Map<String, Object> headers, @Nullable String expiration) {
        return delivery.getProperties()
                .builder()
                .headers(headers)
                .expiration(expiration)
                .deliveryMode(2)
                .userId(null)
                .build();
    }

    /**
     * The headers without what a broker or a publisher has added on the way, and without what would
     * make the copy go elsewhere.
     */
    static Map<String, Object> headers(Delivery delivery) {
        Map<String, Object> headers = new HashMap<>(Received.headers(delivery));
        headers.keySet().removeIf(FailureRoutes::isOfTheWay);
        return headers;
    }

    private static boolean isOfTheWay(String name) {
        return NOT_COPIED.contains(name)
                || name.startsWith("x-first-death")
                || name.startsWith("x-last-death");
    }
}
