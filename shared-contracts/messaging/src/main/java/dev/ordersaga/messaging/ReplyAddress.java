package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.Target;
import java.util.UUID;

/**
 * Where the answer to a command goes, for a participant that answers later.
 *
 * @param routingKey the command's routing key
 */
public record ReplyAddress(Target target, UUID txId, String commandId, String routingKey) {

    public static ReplyAddress of(Incoming<? extends Command> command) {
        return new ReplyAddress(
                command.target(),
                command.txId(),
                command.correlationId(),
                command.body().routingKey());
    }
}
