package dev.ordersaga.contracts;

import java.util.UUID;

/** What the {@code payment} service is asked to do. */
public sealed interface PaymentCommand extends Command {

    UUID orderId();

    /** Charges the price, once per order. Answered Paid or PaymentRefused. */
    record Pay(UUID orderId, long userId, String buyerName, Money price) implements PaymentCommand {
        @Override
        public String routingKey() {
            return "payment.pay";
        }
    }

    /**
     * Undoes {@link Pay} of the same order, whether or not it came. Answered PaymentRefunded, never
     * refused.
     */
    record Refund(UUID orderId) implements PaymentCommand {
        @Override
        public String routingKey() {
            return "payment.refund";
        }
    }
}
