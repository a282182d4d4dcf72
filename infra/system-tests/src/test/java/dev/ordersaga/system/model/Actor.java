package dev.ordersaga.system.model;

import dev.ordersaga.system.model.Message.Alarm;
import java.util.List;

/**
 * A service, as far as it knows the order: what it makes of a message, in one transaction. It is a
 * function of its state and the message, and of nothing else.
 *
 * @param <S> all that its database keeps about the order; equal states behave alike
 */
interface Actor<S> {

    S start();

    /** What may come of a message: one thing, or several where something else decides. */
    List<Outcome<S>> take(S state, Message message);

    /** The time-outs that an instance may notice. */
    default List<Alarm> alarms(S state) {
        return List.of();
    }

    /** The state that is committed, and the messages that are committed with it. */
    record Outcome<S>(S next, List<Message> sent) {

        public Outcome {
            sent = List.copyOf(sent);
        }
    }
}
