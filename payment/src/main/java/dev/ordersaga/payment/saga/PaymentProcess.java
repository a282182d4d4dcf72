package dev.ordersaga.payment.saga;

import dev.ordersaga.payment.domain.Payment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment, and where its saga stands.
 *
 * @param txId the saga's id: that of the saga whose command came first
 * @param awaited the step whose answer comes next; null when the saga rests
 * @param sends how often the awaited command has been sent; 0 when the saga rests
 * @param deadline when the awaited answer is late; null when the saga rests. Whoever sends the
 *     command sets it
 * @param waiting the commands that are answered when the saga comes to rest
 */
public record PaymentProcess(
        Payment payment,
        UUID txId,
        @Nullable Step awaited,
        int sends,
        @Nullable Instant deadline,
        List<Caller> waiting) {

    /** After how many restorations without an answer the saga counts as stuck. */
    static final int STUCK_AFTER_SENDS = 5;

    public PaymentProcess {
        waiting = List.copyOf(waiting);
        if (awaited == null && !(waiting.isEmpty() && sends == 0 && deadline == null)) {
            throw new IllegalArgumentException("at rest, with something to wait for");
        }
        if (awaited != null && sends < 1) {
            throw new IllegalArgumentException("awaits an answer to what was never sent");
        }
    }

    static PaymentProcess resting(Payment payment, UUID txId) {
        return new PaymentProcess(payment, txId, null, 0, null, List.of());
    }

    /** Whether undoing takes so long that somebody should look; it goes on all the same. */
    public boolean isStuck() {
        return awaited == Step.RESTORE_POINTS && sends > STUCK_AFTER_SENDS;
    }

    /** The same, whose awaited answer is late from then on. */
    public PaymentProcess lateFrom(Instant instant) {
        return new PaymentProcess(payment, txId, awaited, sends, instant, waiting);
    }

    /** Whether this very command is among those still to be answered. */
    boolean owes(Caller caller) {
        return waiting.stream().anyMatch(one -> one.commandId().equals(caller.commandId()));
    }

    PaymentProcess awaiting(Step step) {
        return new PaymentProcess(payment, txId, step, 1, null, waiting);
    }

    PaymentProcess sentAgain() {
        return new PaymentProcess(payment, txId, awaited, sends + 1, null, waiting);
    }

    PaymentProcess with(Payment changed) {
        return new PaymentProcess(changed, txId, awaited, sends, deadline, waiting);
    }

    PaymentProcess answerLater(Caller caller) {
        return new PaymentProcess(
                payment,
                txId,
                awaited,
                sends,
                deadline,
                Stream.concat(waiting.stream(), Stream.of(caller)).toList());
    }

    PaymentProcess atRest() {
        return resting(payment, txId);
    }
}
