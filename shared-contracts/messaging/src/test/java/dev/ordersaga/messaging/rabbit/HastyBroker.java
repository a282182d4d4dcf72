package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.LongStringHelper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Greets each client before it has said a word, and hangs up as soon as it has answered. */
final class HastyBroker implements AutoCloseable {

    private static final int HEADER_BYTES = 8;

    private final AtomicInteger answers = new AtomicInteger();
    private final ServerSocket door;
    private final boolean greets;

    private HastyBroker(ServerSocketFactory sockets, boolean greets) throws IOException {
        this.greets = greets;
        door = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    static HastyBroker greetingAtOnce(ServerSocketFactory sockets) throws IOException {
        return new HastyBroker(sockets, true);
    }

    static HastyBroker hangingUpAtOnce() throws IOException {
        return new HastyBroker(ServerSocketFactory.getDefault(), false);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many clients have heard the greeting: they have answered it. */
    int answers() {
        return answers.get();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                if (greets) {
                    greet(client);
                }
            } catch (IOException _) {
                continue;
            }
        }
    }

    private void greet(Socket client) throws IOException {
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        new AMQImpl.Connection.Start(
                        AMQP.PROTOCOL.MAJOR,
                        AMQP.PROTOCOL.MINOR,
                        Map.of(),
                        LongStringHelper.asLongString("PLAIN"),
                        LongStringHelper.asLongString("en_US"))
                .toFrame(0)
                .writeTo(out);
        out.flush();
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readFully(new byte[HEADER_BYTES]);
        if (Frame.readFrom(in, Integer.MAX_VALUE).type == AMQP.FRAME_METHOD) {
            answers.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
