package dev.ordersaga.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A fact, told to whoever listens. */
public sealed interface Event extends Message {

    /** The keys of all events. The first word of each is the service that tells it. */
    List<String> ROUTING_KEYS = List.of("payment.completed", "payment.refunded", "order.status");

    /** Where it goes on {@link Exchanges#EVENTS}. */
    String routingKey();

    /** Whether a service of this system must hear it; otherwise it may go unheard. */
    boolean mandatory();

    /** An order was paid: the external data platform wants to know. */
    record PaymentCompleted(
            UUID paymentId, UUID orderId, String buyerName, Money price, Instant completedAt)
            implements Event {
        @Override
        public String routingKey() {
            return "payment.completed";
        }

        @Override
        public boolean mandatory() {
            return true;
        }
    }

    /** A payment was given back: the external data platform wants to know. */
    record RefundCompleted(
            UUID paymentId, UUID orderId, String buyerName, Money price, Instant refundedAt)
            implements Event {
        @Override
        public String routingKey() {
            return "payment.refunded";
        }

        @Override
        public boolean mandatory() {
            return true;
        }
    }

    /** An order changed its status, e.g. from PENDING to APPROVED. */
    record OrderStatusChanged(UUID orderId, long userId, String status, Instant changedAt)
            implements Event {
        @Override
        public String routingKey() {
            return "order.status";
        }

        @Override
        public boolean mandatory() {
            return false;
        }
    }
}
