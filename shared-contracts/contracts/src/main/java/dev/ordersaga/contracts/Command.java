package dev.ordersaga.contracts;

/** Asks a participant to do, or to undo, one step of a saga. */
public sealed interface Command extends Message
        permits UserCommand, KitchenCommand, PaymentCommand {

    /** Where it goes on {@link Exchanges#COMMANDS}: the step's name, e.g. {@code user.verify}. */
    String routingKey();
}
