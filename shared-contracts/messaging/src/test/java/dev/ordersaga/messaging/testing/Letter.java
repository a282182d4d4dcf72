package dev.ordersaga.messaging.testing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.MessageCodec;
import java.util.Map;
import java.util.UUID;

/** A message before it is sent. */
public record Letter(
        String exchange, String routingKey, AMQP.BasicProperties properties, byte[] body) {

    private static final MessageCodec CODEC = new MessageCodec();

    /**
     * A saga's command, under its one id.
     *
     * @param undoes the routing key of the action that the command undoes; its own for an action
     */
    public static Letter command(Target target, UUID txId, Command command, String undoes) {
        String id =
                undoes.equals(command.routingKey())
                        ? CommandId.action(txId, undoes)
                        : CommandId.compensation(txId, undoes);
        return new Letter(
                Exchanges.COMMANDS,
                command.routingKey(),
                properties(id, id),
                CODEC.write(new TargetEventMessage(target, txId, command)));
    }

    /**
     * A participant's answer.
     *
     * @param step the routing key of the command that it answers
     */
    public static Letter reply(
            Target target, UUID txId, String step, String commandId, Reply reply) {
        return answer(step, commandId, new TargetEventMessage(target, txId, reply));
    }

    /** The news that a participant gave up, or any other answer. */
    public static Letter answer(String step, String commandId, EventMessage body) {
        return new Letter(
                Exchanges.REPLIES,
                Exchanges.replyKey(body.target(), step),
                properties(commandId + ":reply", commandId),
                CODEC.write(body));
    }

    /** The same content as another message. */
    public Letter withMessageId(String messageId) {
        return new Letter(
                exchange, routingKey, properties(messageId, properties.getCorrelationId()), body);
    }

    private static BasicProperties properties(String messageId, String correlationId) {
        return new BasicProperties.Builder()
                .deliveryMode(2)
                .contentType("application/json")
                .messageId(messageId)
                .correlationId(correlationId)
                .headers(Map.of())
                .build();
    }
}
