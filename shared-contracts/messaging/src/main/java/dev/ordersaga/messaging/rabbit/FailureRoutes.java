package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Where the messages of a queue go that could not be handled: to a retry queue, each time for
 * longer; at last to the dead-letter queue, and the news of it to the orchestrator. A message that
 * cannot be read goes to the dead-letter queue at once.
 *
 * <p>Everything is a confirmed copy; only when it completes may the original be acknowledged.
 */
final class FailureRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(FailureRoutes.class);
    private static final String RETURNED_TAG = "reactor_rabbitmq_delivery_tag";

    private final WorkQueue queue;
    private final List<Duration> delays;
    private final ConfirmedPublisher publisher;
    private final MessageCodec codec;
    private final Clock clock;

    FailureRoutes(
            WorkQueue queue,
            List<Duration> delays,
            ConfirmedPublisher publisher,
            MessageCodec codec,
            Clock clock) {
        this.queue = queue;
        this.delays = delays;
        this.publisher = publisher;
        this.codec = codec;
        this.clock = clock;
    }

    Mono<Void> unreadable(Delivery delivery, String reason) {
        return bury(delivery, "unreadable: " + reason);
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
        Map<String, Object> headers = headers(delivery);
        headers.put(Received.ATTEMPT, attempt + 1);
        String millis = Long.toString(delays.get(attempt - 1).toMillis());
        return publisher.publish(
                "",
                Topology.retryQueue(queue, attempt),
                delivery.getProperties().builder().headers(headers).expiration(millis).build(),
                delivery.getBody());
    }

    /** The text tells the kind of fault only: messages of faults may hold data. */
    private Mono<Void> giveUp(Received received, Throwable fault) {
        String reason =
                "gave up after "
                        + received.attempt()
                        + " attempts: "
                        + fault.getClass().getSimpleName();
        return tellOrchestrator(received, reason).then(bury(received.delivery(), reason));
    }

    private Mono<Void> tellOrchestrator(Received received, String reason) {
        EventMessage body = received.message().body();
        if (!(body instanceof TargetEventMessage(var target, var txId, Command command))) {
            return Mono.empty();
        }
        String commandId = received.message().correlationId();
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder()
                        .contentType("application/json")
                        .deliveryMode(2)
                        .messageId(commandId + ":error:" + Ids.timeOrdered())
                        .correlationId(commandId)
                        .type("ErrorEventMessage")
                        .timestamp(Date.from(clock.instant()))
                        .build();
        return publisher.publish(
                Exchanges.REPLIES,
                Exchanges.replyKey(target, command.routingKey()),
                properties,
                codec.write(new ErrorEventMessage(target, txId, reason)));
    }

    private Mono<Void> bury(Delivery delivery, String reason) {
        LOG.error(
                "Message {} from {} is dead: {}",
                delivery.getProperties().getMessageId(),
                queue.queueName(),
                reason);
        Map<String, Object> headers = headers(delivery);
        headers.put("x-reason", reason);
        headers.put("x-failed-at", clock.instant().toString());
        headers.put("x-queue", queue.queueName());
        headers.put("x-routing-key", delivery.getEnvelope().getRoutingKey());
        headers.put(Received.ATTEMPT, Received.attempt(delivery));
        return publisher.publish(
                Exchanges.DEAD_LETTERS,
                queue.queueName(),
                delivery.getProperties()
                        .builder()
                        .headers(headers)
                        .expiration(null)
                        .deliveryMode(2)
                        .build(),
                delivery.getBody());
    }

    /** The headers without what a broker or a publisher has added on the way. */
    private static Map<String, Object> headers(Delivery delivery) {
        Map<String, Object> headers = new HashMap<>(Received.headers(delivery));
        headers.remove(RETURNED_TAG);
        headers.keySet()
                .removeIf(name -> name.equals("x-death") || name.startsWith("x-first-death"));
        return headers;
    }
}
