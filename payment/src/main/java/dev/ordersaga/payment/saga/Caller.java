package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.Target;
import java.util.UUID;

/**
 * A command that this service was given, as far as it takes to answer it later.
 *
 * @param target the kind of saga that asked
 * @param txId the saga that asked
 * @param commandId the command's id, which its answer carries
 */
public record Caller(Request request, Target target, UUID txId, String commandId) {

    /** What was asked for. */
    public enum Request {
        PAY("payment.pay"),
        REFUND("payment.refund");

        private final String routingKey;

        Request(String routingKey) {
            this.routingKey = routingKey;
        }

        /** The command's routing key. */
        public String routingKey() {
            return routingKey;
        }
    }
}
