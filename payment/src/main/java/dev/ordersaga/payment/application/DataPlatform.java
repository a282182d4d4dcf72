package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.Money;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The external data platform, which wants to know of every payment and refund. */
public interface DataPlatform {

    /**
     * Tells it, at least once.
     *
     * @return empty once the platform has taken it; an error where it has not, or nobody knows
     */
    Mono<Void> tell(Notice notice);

    /**
     * What it is told.
     *
     * @param idempotencyKey the same however often it is told
     * @param time when it happened
     */
    record Notice(
            String idempotencyKey,
            Fact fact,
            UUID orderNumber,
            UUID paymentId,
            String buyerName,
            Money price,
            Instant time) {}

    /** What has happened. */
    enum Fact {
        COMPLETED,
        REFUNDED
    }
}
