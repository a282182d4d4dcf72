package dev.ordersaga.infra.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Kept-alive connections: as many as are needed at once, up to a limit, beyond which requests wait.
 * Whoever posts also writes, and one thread reads all answers, so that answers which come together
 * wake one thread once.
 */
final class Connections implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;

    private final URI target;
    private final int most;
    private final Duration patience;
    private final Selector selector;
    private final Map<HttpConnection, Asked> asked = new ConcurrentHashMap<>();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private final Queue<Request> waiting = new ArrayDeque<>();
    private int busy;

    /**
     * @param most beyond so many at once, requests wait
     * @param patience what is not answered in this time, and half a second, has failed
     */
    Connections(URI target, int most, Duration patience) throws IOException {
        this.target = target;
        this.most = most;
        this.patience = patience;
        this.selector = Selector.open();
        Thread.ofPlatform().daemon().name("answers").start(this::listen);
    }

    /** What becomes of a request: one of the two, once. Must not block. */
    interface Listener {

        void answered(HttpAnswer answer);

        void failed(IOException fault);
    }

    private record Request(String authorization, byte[] body, Listener listener) {}

    private record Asked(Listener listener, long at) {}

    void post(String authorization, byte[] body, Listener listener) {
        Request request = new Request(authorization, body, listener);
        if (hasRoom(request)) {
            send(request);
        }
    }

    private synchronized boolean hasRoom(Request request) {
        if (busy == most) {
            waiting.add(request);
            return false;
        }
        busy++;
        return true;
    }

    /** In the room of one that has been answered or has failed. */
    private void sendNext() {
        send(next());
    }

    private synchronized @Nullable Request next() {
        @Nullable Request next = waiting.poll();
        if (next == null) {
            busy--;
        }
        return next;
    }

    private void send(@Nullable Request first) {
        @Nullable Request request = first;
        while (request != null && !isSent(request)) {
            request = next();
        }
    }

    /** If not, its listener has been told. */
    private boolean isSent(Request request) {
        HttpConnection connection;
        try {
            connection = take();
        } catch (IOException e) {
            request.listener().failed(e);
            return false;
        }
        asked.put(connection, new Asked(request.listener(), System.nanoTime()));
        try {
            connection.post(request.authorization(), request.body());
            return true;
        } catch (IOException e) {
            return !isFailed(connection, e);
        }
    }

    /** The one that was used last, so that no more are kept than are needed. */
    private HttpConnection take() throws IOException {
        @Nullable HttpConnection kept;
        synchronized (this) {
            kept = idle.pollFirst();
        }
        if (kept != null) {
            return kept;
        }
        HttpConnection fresh = HttpConnection.to(target);
        fresh.channel().register(selector, SelectionKey.OP_READ, fresh);
        selector.wakeup();
        return fresh;
    }

    private void listen() {
        long looked = System.nanoTime();
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((HttpConnection) key.attachment()), LOOK_MILLIS);
                if (System.nanoTime() - looked > Duration.ofMillis(LOOK_MILLIS).toNanos()) {
                    looked = System.nanoTime();
                    giveUpOnOld(looked);
                }
            }
        } catch (ClosedSelectorException e) {
            // Nobody listens any more.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(HttpConnection connection) {
        try {
            Optional<HttpAnswer> answer = connection.read();
            if (answer.isPresent()) {
                take(connection, answer.get());
            }
        } catch (IOException | RuntimeException e) {
            fail(connection, e instanceof IOException fault ? fault : new IOException(e));
        }
    }

    private void take(HttpConnection connection, HttpAnswer answer) {
        @Nullable Asked request = asked.remove(connection);
        if (request == null || answer.isLast()) {
            connection.close();
        } else {
            synchronized (this) {
                idle.addFirst(connection);
            }
        }
        if (request != null) {
            request.listener().answered(answer);
            sendNext();
        }
    }

    private void fail(HttpConnection connection, IOException fault) {
        if (isFailed(connection, fault)) {
            sendNext();
        }
    }

    /** Closes it, and tells whether there was a request that has failed with it. */
    private boolean isFailed(HttpConnection connection, IOException fault) {
        connection.close();
        synchronized (this) {
            idle.remove(connection);
        }
        @Nullable Asked request = asked.remove(connection);
        if (request != null) {
            request.listener().failed(fault);
        }
        return request != null;
    }

    private void giveUpOnOld(long now) {
        List<HttpConnection> old =
                asked.entrySet().stream()
                        .filter(entry -> now - entry.getValue().at() > patience.toNanos())
                        .map(Map.Entry::getKey)
                        .toList();
        old.forEach(connection -> fail(connection, new SocketTimeoutException("no answer")));
    }

    @Override
    public void close() throws IOException {
        selector.close();
        asked.keySet().forEach(HttpConnection::close);
        synchronized (this) {
            idle.forEach(HttpConnection::close);
        }
    }
}
