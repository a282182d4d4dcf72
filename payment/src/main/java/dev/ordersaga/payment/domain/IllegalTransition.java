package dev.ordersaga.payment.domain;

import java.util.UUID;

/** A payment was to become what it cannot become: a bug of the caller, never a refusal. */
public final class IllegalTransition extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final UUID paymentId;
    private final PaymentStatus from;
    private final PaymentStatus to;

    IllegalTransition(UUID paymentId, PaymentStatus from, PaymentStatus to) {
        super("payment %s cannot go from %s to %s".formatted(paymentId, from, to));
        this.paymentId = paymentId;
        this.from = from;
        this.to = to;
    }

    public UUID paymentId() {
        return paymentId;
    }

    public PaymentStatus from() {
        return from;
    }

    public PaymentStatus to() {
        return to;
    }
}
