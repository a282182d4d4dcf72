package dev.ordersaga.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut: then all connections are cut, and new ones are refused. */
public final class Gate {

    private final InetSocketAddress behind;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket entrance;

    /** An open gate to this host and port. */
    public Gate(URI server) {
        behind = new InetSocketAddress(server.getHost(), server.getPort());
        entrance = listen(0);
        port = entrance.getLocalPort();
        accept(entrance);
    }

    public int port() {
        return port;
    }

    public void shut() {
        close(entrance);
        connections.forEach(Gate::close);
        connections.clear();
    }

    public void open() {
        entrance = listen(port);
        accept(entrance);
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void accept(ServerSocket at) {
        Thread.startVirtualThread(
                () -> {
                    while (!at.isClosed()) {
                        try {
                            join(at.accept());
                        } catch (IOException _) {
                            // It has been shut, or the server is not there.
                        }
                    }
                });
    }

    private void join(Socket client) throws IOException {
        Socket server = new Socket(behind.getAddress(), behind.getPort());
        connections.add(client);
        connections.add(server);
        pass(client, server);
        pass(server, client);
    }

    private static void pass(Socket from, Socket to) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        from.getInputStream().transferTo(to.getOutputStream());
                    } catch (IOException _) {
                        // It was cut.
                    } finally {
                        close(from);
                        close(to);
                    }
                });
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }
}
