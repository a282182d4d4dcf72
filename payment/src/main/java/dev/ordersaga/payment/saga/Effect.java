package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.UserCommand;

/** What is to be sent, in the transaction that takes the saga's next state. */
public sealed interface Effect {

    /** The command of a step, under the step's one id. */
    record Ask(Step step, UserCommand command) implements Effect {}

    /** The answer to a command that was taken earlier. */
    record Answer(Caller caller, PaymentReply reply) implements Effect {}

    /**
     * A fact for the data platform.
     *
     * @param messageId the same however often it is told
     */
    record Tell(String messageId, Event event) implements Effect {}
}
