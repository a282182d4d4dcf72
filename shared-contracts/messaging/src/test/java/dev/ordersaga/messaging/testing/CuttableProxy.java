package dev.ordersaga.messaging.testing;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a service and a server, and can fall silent, cut the line, or not answer. It
 * counts how often the server is asked.
 */
public final class CuttableProxy implements AutoCloseable {

    private static final String DATABASE_SETTING = "spring.r2dbc.url";
    private static final String DATABASE = "r2dbc:mysql:";
    private static final String BROKER = "amqp:";

    private final URI server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean hasLost;
    private volatile boolean serverIsMute;
    private volatile boolean refuses;
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicBoolean isAnswered = new AtomicBoolean(true);

    /** Before the broker, or another server with such an address. */
    public CuttableProxy(String brokerUri) throws IOException {
        server = URI.create(brokerUri);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Before the database of a test. */
    public static CuttableProxy beforeDatabase(String schema) throws IOException {
        Object url = TestServers.get().properties("", schema).get(DATABASE_SETTING);
        return new CuttableProxy(url.toString().replace(DATABASE, BROKER));
    }

    /** What a service must be told to take this way to its database, as {@code name=value}. */
    public String databaseSetting() {
        return DATABASE_SETTING + "=" + uri().replace(BROKER, DATABASE);
    }

    /** The broker's address, by way of this proxy. */
    public String uri() {
        return BROKER + "//127.0.0.1:" + door.getLocalPort() + server.getPath();
    }

    /** From now on, what the broker says is lost on the way; what it is told still arrives. */
    public void muteServer() {
        hasLost = false;
        serverIsMute = true;
    }

    /** Whether something was lost since the server fell silent. */
    public boolean hasLost() {
        return hasLost;
    }

    /** The server is heard again, but not on connections that have lost something. */
    public void unmuteServer() {
        serverIsMute = false;
    }

    /** Breaks every connection; new ones work. */
    public void cut() {
        serverIsMute = false;
        sockets.forEach(CuttableProxy::closeQuietly);
        sockets.clear();
    }

    /** Breaks every connection, and every new one until the heal. */
    public void refuse() {
        refuses = true;
        cut();
    }

    public void heal() {
        refuses = false;
    }

    /**
     * How often the server was told something, for an answer, since the last look. Where there is
     * one connection only.
     */
    public long roundTrips() {
        return roundTrips.getAndSet(0);
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
        Socket behind = new Socket(server.getHost(), server.getPort());
        sockets.add(client);
        sockets.add(behind);
        Thread.ofVirtual().start(() -> pump(client, behind, false));
        Thread.ofVirtual().start(() -> pump(behind, client, true));
    }

    private void pump(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[8192];
        boolean lost = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count(fromServer);
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

    /** What is told before the answer is all one. */
    private void count(boolean fromServer) {
        if (isAnswered.getAndSet(fromServer) && !fromServer) {
            roundTrips.incrementAndGet();
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
