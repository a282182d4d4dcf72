package dev.ordersaga.order.application;

import static dev.ordersaga.order.application.ReplayVerdict.DUPLICATE;
import static dev.ordersaga.order.application.ReplayVerdict.LATE;
import static dev.ordersaga.order.application.ReplayVerdict.TAKES_EFFECT;
import static dev.ordersaga.order.application.ReplayVerdict.UNREADABLE;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.Incoming;

/**
 * What would come of replaying a dead letter now, and why. A pure function of the letter and of
 * what is known about its sagas.
 *
 * @param why one sentence for an operator
 */
public record Prognosis(ReplayVerdict verdict, String why) {

    static Prognosis of(DeadLetter letter, SagaFacts facts) {
        Incoming<EventMessage> message = letter.content();
        if (message == null) {
            return new Prognosis(UNREADABLE, "It is not a message of the contract.");
        }
        if (!belongs(letter.queue(), message.body())) {
            return new Prognosis(UNREADABLE, "Nobody expects such a message in this queue.");
        }
        return switch (message.body()) {
            case TargetEventMessage(var _, var _, Message body) -> of(letter, message, body, facts);
            case ErrorEventMessage _ -> answer(letter.queue(), message, facts);
        };
    }

    private static Prognosis of(
            DeadLetter letter, Incoming<EventMessage> message, Message body, SagaFacts facts) {
        return switch (body) {
            case UsePoints _, RestorePoints _ -> ofPayment(message, facts);
            case VerifyUser _, KitchenCommand _, PaymentCommand _ -> command(message, facts);
            case Reply _ -> answer(letter.queue(), message, facts);
            case Event _ ->
                    new Prognosis(TAKES_EFFECT, "The data platform has not been told of it yet.");
        };
    }

    private static Prognosis command(Incoming<EventMessage> command, SagaFacts facts) {
        if (!facts.sagaIsKnown()) {
            return unknown();
        }
        if (facts.awaited().contains(command.correlationId())) {
            return new Prognosis(TAKES_EFFECT, "Its saga waits for the answer to it.");
        }
        return facts.handled().contains(command.correlationId() + ":reply")
                ? new Prognosis(DUPLICATE, "It has been handled: its answer has been heard.")
                : new Prognosis(
                        LATE, "Its saga has gone on without its answer, and has undone it.");
    }

    private static Prognosis answer(
            WorkQueue queue, Incoming<EventMessage> answer, SagaFacts facts) {
        if (queue == WorkQueue.PAYMENT_REPLIES) {
            return ofPayment(answer, facts);
        }
        if (facts.handled().contains(answer.messageId())) {
            return new Prognosis(DUPLICATE, "Its saga has heard it already.");
        }
        if (!facts.sagaIsKnown()) {
            return unknown();
        }
        return facts.awaited().contains(answer.correlationId())
                ? new Prognosis(TAKES_EFFECT, "Its saga waits for this answer.")
                : new Prognosis(LATE, "Its saga does not wait for this answer any more.");
    }

    /** The payment is a step of the order's saga: while that is awaited, it is not decided. */
    private static Prognosis ofPayment(Incoming<EventMessage> message, SagaFacts facts) {
        if (!facts.sagaIsKnown()) {
            return unknown();
        }
        boolean isUndoing = message.correlationId().endsWith(":compensation");
        if (facts.isAwaitingPayment() || (isUndoing && facts.isAwaitingRefund())) {
            return new Prognosis(TAKES_EFFECT, "The order's saga waits for the payment.");
        }
        return new Prognosis(LATE, "The order's saga does not wait for the payment any more.");
    }

    private static Prognosis unknown() {
        return new Prognosis(LATE, "There is no saga of this id.");
    }

    /** Whether a queue's service would take the message for one of its own. */
    private static boolean belongs(WorkQueue queue, EventMessage body) {
        return switch (queue) {
            case USER_COMMANDS -> holds(body, UserCommand.class);
            case KITCHEN_COMMANDS -> holds(body, KitchenCommand.class);
            case PAYMENT_COMMANDS -> holds(body, PaymentCommand.class);
            case ORDER_REPLIES ->
                    body instanceof ErrorEventMessage || holds(body, OrderSagaReply.class);
            case PAYMENT_REPLIES ->
                    body instanceof ErrorEventMessage || holds(body, PaymentSagaReply.class);
            case DATA_PLATFORM ->
                    body instanceof TargetEventMessage(var _, var _, Event event)
                            && event.mandatory();
        };
    }

    private static boolean holds(EventMessage body, Class<? extends Message> kind) {
        return body instanceof TargetEventMessage(var _, var _, Message message)
                && kind.isInstance(message);
    }
}
