package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.Target;
import java.util.UUID;

/**
 * A message to be sent.
 *
 * @param mandatory whether a queue must take it; what no queue takes is then sent again later
 */
public record Outgoing(
        String exchange,
        String routingKey,
        String messageId,
        String correlationId,
        EventMessage body,
        boolean mandatory) {

    public static Outgoing command(Target target, UUID txId, String commandId, Command command) {
        return new Outgoing(
                Exchanges.COMMANDS,
                command.routingKey(),
                commandId,
                commandId,
                new TargetEventMessage(target, txId, command),
                true);
    }

    /** The one answer to a command: it has the same message id however often it is given. */
    public static Outgoing reply(ReplyAddress to, Reply reply) {
        return new Outgoing(
                Exchanges.REPLIES,
                Exchanges.replyKey(to.target(), to.routingKey()),
                to.commandId() + ":reply",
                to.commandId(),
                new TargetEventMessage(to.target(), to.txId(), reply),
                true);
    }

    /**
     * The news that a participant has given up on a command. It may do so again when the command is
     * sent again, so each has a message id of its own.
     *
     * @param reason for people; never a stack trace, nor data
     */
    public static Outgoing failure(ReplyAddress to, String reason) {
        return new Outgoing(
                Exchanges.REPLIES,
                Exchanges.replyKey(to.target(), to.routingKey()),
                to.commandId() + ":error:" + Ids.timeOrdered(),
                to.commandId(),
                new EventMessage.ErrorEventMessage(to.target(), to.txId(), reason),
                true);
    }

    /** An event of a saga; one saga tells each type of event once per {@code messageId}. */
    public static Outgoing event(Target target, UUID txId, String messageId, Event event) {
        return new Outgoing(
                Exchanges.EVENTS,
                event.routingKey(),
                messageId,
                messageId,
                new TargetEventMessage(target, txId, event),
                event.mandatory());
    }

    /** What the message is called on the wire, e.g. {@code VerifyUser}. */
    public String type() {
        return switch (body) {
            case TargetEventMessage(var _, var _, Message message) ->
                    message.getClass().getSimpleName();
            case EventMessage.ErrorEventMessage _ -> "ErrorEventMessage";
        };
    }
}
