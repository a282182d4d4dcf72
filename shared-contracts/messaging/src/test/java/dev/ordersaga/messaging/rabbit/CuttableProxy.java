package dev.ordersaga.messaging.rabbit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a service and a server, and can fall silent, cut the line, or not answer. */
final class CuttableProxy implements AutoCloseable {

    private final URI broker;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean hasLost;
    private volatile boolean serverIsMute;
    private volatile boolean refuses;

    CuttableProxy(String brokerUri) throws IOException {
        broker = URI.create(brokerUri);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The broker's address, by way of this proxy. */
    String uri() {
        return "amqp://127.0.0.1:" + door.getLocalPort() + broker.getPath();
    }

    /** From now on, what the broker says is lost on the way; what it is told still arrives. */
    void muteServer() {
        hasLost = false;
        serverIsMute = true;
    }

    /** Whether something was lost since the server fell silent. */
    boolean hasLost() {
        return hasLost;
    }

    /** The server is heard again, but not on connections that have lost something. */
    void unmuteServer() {
        serverIsMute = false;
    }

    /** Breaks every connection; new ones work. */
    void cut() {
        serverIsMute = false;
        sockets.forEach(CuttableProxy::closeQuietly);
        sockets.clear();
    }

    /** Breaks every connection, and every new one until the heal. */
    void refuse() {
        refuses = true;
        cut();
    }

    void heal() {
        refuses = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException _) {
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (refuses) {
            closeQuietly(client);
            return;
        }
        Socket server = new Socket(broker.getHost(), broker.getPort());
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[8192];
        boolean lost = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lost = lost || fromServer && serverIsMute;
                hasLost = hasLost || lost;
                if (!lost) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException _) {
            sockets.remove(from);
        }
    }

    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void close() {
        refuse();
        closeQuietly(door);
    }
}
