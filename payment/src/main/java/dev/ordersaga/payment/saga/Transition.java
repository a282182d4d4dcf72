package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.PaymentReply;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an input.
 *
 * @param next the state from now on
 * @param answer to the command that was the input; null where it comes later, or none is due
 * @param effects what is to be sent besides
 */
public record Transition(PaymentProcess next, @Nullable PaymentReply answer, List<Effect> effects) {

    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(PaymentProcess next) {
        return new Transition(next, null, List.of());
    }

    /** Whether a command is sent whose answer is awaited from now on. */
    public boolean asks() {
        return effects.stream().anyMatch(Effect.Ask.class::isInstance);
    }

    Transition answering(PaymentReply reply) {
        return new Transition(next, reply, effects);
    }

    Transition sending(Effect effect) {
        return new Transition(
                next, answer, Stream.concat(effects.stream(), Stream.of(effect)).toList());
    }
}
