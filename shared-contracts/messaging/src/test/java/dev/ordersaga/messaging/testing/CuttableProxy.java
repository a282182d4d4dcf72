package dev.ordersaga.messaging.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket door;
    private volatile boolean hasLost;
    private volatile boolean serverIsMute;
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicBoolean isAnswered = new AtomicBoolean(true);

    /** Before the broker, or another server with such an address. */
    public CuttableProxy(String brokerUri) {
        server = URI.create(brokerUri);
        door = open(0);
    }

    /** Before the database of a test. */
    public static CuttableProxy beforeDatabase(String schema) {
        Object url = TestServers.get().properties("", schema).get(DATABASE_SETTING);
        return new CuttableProxy(url.toString().replace(DATABASE, BROKER));
    }

    /** What a service must be told to take this way to its database, as {@code name=value}. */
    public String databaseSetting() {
        return DATABASE_SETTING + "=" + databaseUrl();
    }

    /** The database's address, by way of this proxy. */
    public String databaseUrl() {
        return uri().replace(BROKER, DATABASE);
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
    }

    /** Breaks every connection, and lets nobody connect until the heal. */
    public void refuse() {
        closeQuietly(door);
        cut();
    }

    /** Ends the refusal. */
    public void heal() {
        door = open(door.getLocalPort());
    }

    /**
     * How often the server was told something, for an answer, since the last look. Where there is
     * one connection only.
     */
    public long roundTrips() {
        return roundTrips.getAndSet(0);
    }

    private ServerSocket open(int port) {
        try {
            ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened, opened.accept());
            } catch (IOException _) {
                continue;
            }
        }
    }

    private void connect(ServerSocket through, Socket client) throws IOException {
        Socket behind = new Socket(server.getHost(), server.getPort());
        sockets.add(client);
        sockets.add(behind);
        Thread.ofVirtual().start(() -> pump(client, behind, false));
        Thread.ofVirtual().start(() -> pump(behind, client, true));
        if (through.isClosed()) {
            // It has come to be while all others were cut.
            closeQuietly(client);
            closeQuietly(behind);
        }
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
            return;
        } finally {
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
    }
}
