package dev.ordersaga.payment.saga;

import dev.ordersaga.payment.domain.Payment;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment, and where its saga stands.
 *
 * @param txId the saga's id: that of the saga whose command came first
 * @param awaited the step whose answer comes next; null when the saga rests
 * @param waiting the commands that are answered when the saga comes to rest
 */
public record PaymentProcess(
        Payment payment, UUID txId, @Nullable Step awaited, List<Caller> waiting) {

    public PaymentProcess {
        waiting = List.copyOf(waiting);
        if (awaited == null && !waiting.isEmpty()) {
            throw new IllegalArgumentException("at rest, with unanswered commands");
        }
    }

    static PaymentProcess resting(Payment payment, UUID txId) {
        return new PaymentProcess(payment, txId, null, List.of());
    }

    /** Whether this very command is among those still to be answered. */
    boolean owes(Caller caller) {
        return waiting.stream().anyMatch(one -> one.commandId().equals(caller.commandId()));
    }

    PaymentProcess awaiting(Step step) {
        return new PaymentProcess(payment, txId, step, waiting);
    }

    PaymentProcess with(Payment changed) {
        return new PaymentProcess(changed, txId, awaited, waiting);
    }

    PaymentProcess answerLater(Caller caller) {
        return new PaymentProcess(
                payment,
                txId,
                awaited,
                Stream.concat(waiting.stream(), Stream.of(caller)).toList());
    }

    PaymentProcess atRest() {
        return resting(payment, txId);
    }
}
