package dev.ordersaga.infra.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between clients and a server on this machine. Toxics may be put in and taken away while
 * connections are open; those that are open are affected, too.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Map<Direction, List<Toxic>> toxics = new EnumMap<>(Direction.class);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    /** Listens on a free port of the loopback interface. */
    public TcpProxy(String host, int port) {
        server = new InetSocketAddress(host, port);
        for (Direction direction : Direction.values()) {
            toxics.put(direction, new CopyOnWriteArrayList<>());
        }
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return door.getLocalPort();
    }

    public void add(Direction direction, Toxic toxic) {
        toxics(direction).add(toxic);
    }

    /** Takes all toxics away, and lets clients connect again. What was lost stays lost. */
    public void heal() {
        toxics.values().forEach(List::clear);
        down = false;
    }

    /** Closes every connection; new ones work. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Closes every connection, and lets nobody connect until the heal. */
    public void down() {
        down = true;
        cut();
    }

    /** How many connections go through it now. */
    public int connections() {
        return links.size();
    }

    List<Toxic> toxics(Direction direction) {
        return toxics.getOrDefault(direction, List.of());
    }

    void forget(Link link) {
        links.remove(link);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException _) {
                // Either the door was closed, or one client has gone away: neither is of interest.
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (down) {
            client.close();
            return;
        }
        Thread.ofVirtual().start(() -> open(client));
    }

    private void open(Socket client) {
        Socket target = new Socket();
        Link link = new Link(this, client, target);
        try {
            target.connect(server);
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            links.add(link);
            link.start();
            if (down) {
                // It has come to be while all others were closed.
                link.close();
            }
        } catch (IOException _) {
            link.close();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
