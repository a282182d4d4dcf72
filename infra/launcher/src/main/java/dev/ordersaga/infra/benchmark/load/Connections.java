package dev.ordersaga.infra.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Kept-alive connections: as many as are needed at once, up to a limit. */
final class Connections implements AutoCloseable {

    private static final int MOST = 1_000;

    private final URI target;
    private final Semaphore room = new Semaphore(MOST);
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    Connections(URI target) {
        this.target = target;
    }

    /** Waits if all connections are busy. */
    HttpConnection.Answer post(String authorization, byte[] body) throws IOException {
        room.acquireUninterruptibly();
        try {
            HttpConnection connection = take();
            try {
                return connection.post(authorization, body);
            } finally {
                giveBack(connection);
            }
        } finally {
            room.release();
        }
    }

    /** The one that was used last, so that no more are kept than are needed. */
    private HttpConnection take() throws IOException {
        @Nullable HttpConnection connection = idle.pollFirst();
        return connection == null ? HttpConnection.to(target) : connection;
    }

    private void giveBack(HttpConnection connection) {
        if (connection.isOpen()) {
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    @Override
    public void close() {
        idle.forEach(HttpConnection::close);
    }
}
