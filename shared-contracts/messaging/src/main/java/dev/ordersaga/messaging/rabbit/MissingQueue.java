package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;

/** The broker does not have a queue, or an exchange, that others declare. */
final class MissingQueue extends IOException {

    private static final long serialVersionUID = 1L;

    MissingQueue(String name, IOException cause) {
        super(
                name
                        + " is not there: its administrator declares it (infra/topology), or this"
                        + " service if its account may and saga.broker.declare is true",
                cause);
    }

    /** Whether this is how the client says it, which closes the channel. */
    static boolean isMeantBy(IOException fault) {
        return fault.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }
}
