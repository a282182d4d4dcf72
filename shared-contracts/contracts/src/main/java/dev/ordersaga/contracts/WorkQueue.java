package dev.ordersaga.contracts;

import java.util.Arrays;
import java.util.List;

/**
 * The work queues: one per service and role.
 *
 * <p>They are bound by the key of each step that they serve; retry and dead-letter queues are named
 * after them.
 */
public enum WorkQueue {
    USER_COMMANDS(
            "user.commands",
            Exchanges.COMMANDS,
            List.of("user.verify", "user.points.use", "user.points.restore")),
    KITCHEN_COMMANDS(
            "kitchen.commands",
            Exchanges.COMMANDS,
            List.of(
                    "kitchen.ticket.create",
                    "kitchen.ticket.approve",
                    "kitchen.ticket.reject",
                    "kitchen.ticket.cancel")),
    PAYMENT_COMMANDS(
            "payment.commands", Exchanges.COMMANDS, List.of("payment.pay", "payment.refund")),
    ORDER_REPLIES(
            "order.replies",
            Exchanges.REPLIES,
            List.of(
                    "order.user.verify",
                    "order.kitchen.ticket.create",
                    "order.kitchen.ticket.approve",
                    "order.kitchen.ticket.reject",
                    "order.kitchen.ticket.cancel",
                    "order.payment.pay",
                    "order.payment.refund")),
    PAYMENT_REPLIES(
            "payment.replies",
            Exchanges.REPLIES,
            List.of("payment.user.points.use", "payment.user.points.restore")),
    DATA_PLATFORM(
            "payment.data-platform",
            Exchanges.EVENTS,
            List.of("payment.completed", "payment.refunded"));

    private final String queueName;
    private final String exchange;
    private final List<String> bindingKeys;

    WorkQueue(String queueName, String exchange, List<String> bindingKeys) {
        this.queueName = queueName;
        this.exchange = exchange;
        this.bindingKeys = bindingKeys;
    }

    /** The queues that a message with this key on this exchange goes to. */
    public static List<WorkQueue> boundTo(String exchange, String routingKey) {
        return Arrays.stream(values())
                .filter(queue -> queue.exchange.equals(exchange))
                .filter(queue -> queue.bindingKeys.contains(routingKey))
                .toList();
    }

    public String queueName() {
        return queueName;
    }

    /** The exchange that feeds it. */
    public String exchange() {
        return exchange;
    }

    /** The keys by which it is bound to {@link #exchange()}, one per step. */
    public List<String> bindingKeys() {
        return bindingKeys;
    }

    /** Where its dead letters go. */
    public String deadLetterQueue() {
        return queueName + ".dead";
    }

    /** Where a message waits after its n-th failure, for as long as its expiration says. */
    public String retryQueue(int failure) {
        return queueName + ".retry." + failure;
    }

    /** The key on {@link Exchanges#DEAD_LETTERS} by which a dead letter comes back to it. */
    public String replayKey() {
        return queueName + ".replay";
    }
}
