package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;

/** The broker does not have a queue that others declare. */
final class MissingQueue extends IOException {

    private static final long serialVersionUID = 1L;

    private MissingQueue(String name, IOException cause) {
        super(
                name
                        + " is not there: its administrator declares it (infra/topology), or this"
                        + " service if its account may and saga.broker.declare is true",
                cause);
    }

    /** What the client has said about a queue: this where the queue is missing, else the same. */
    static IOException orElse(String name, IOException fault) {
        return isMeantBy(fault) ? new MissingQueue(name, fault) : fault;
    }

    /** Whether this is how the client says it, which closes the channel. */
    static boolean isMeantBy(IOException fault) {
        return fault.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }
}
