package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentSagaReply;

/** What can happen to a payment. */
public sealed interface Input {

    /** What others ask for; every one of them is answered, at once or later. */
    sealed interface Request extends Input {

        Caller caller();
    }

    /** To be charged. */
    record Pay(Caller caller, PaymentCommand.Pay command) implements Request {}

    /** To be given back. */
    record Refund(Caller caller, PaymentCommand.Refund command) implements Request {}

    /**
     * A participant answered.
     *
     * @param step whose command it answers, by that command's id
     */
    record Answered(Step step, PaymentSagaReply reply) implements Input {}

    /** A participant gave up on the command of a step; whether it took effect is unknown. */
    record GaveUp(Step step) implements Input {}

    /** No answer to the command of a step has come in time. */
    record TimedOut(Step step) implements Input {}
}
