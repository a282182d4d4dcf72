package dev.ordersaga.infra.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** One connection through the proxy: a pump for each direction, which asks the toxics. */
final class Link {

    private static final int BUFFER = 16_384;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;

    Link(TcpProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(client, server, Direction.UPSTREAM));
        Thread.ofVirtual().start(() -> pump(server, client, Direction.DOWNSTREAM));
    }

    void close() {
        proxy.forget(this);
        closeQuietly(client);
        closeQuietly(server);
    }

    private void pump(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[BUFFER];
        Flow flow = new Flow(to);
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                flow.carry(Arrays.copyOf(buffer, read), List.copyOf(proxy.toxics(direction)));
            }
        } catch (IOException | InterruptedException _) {
            // Closed from one side, or by a toxic; either way it ends for both.
            close();
        }
        close();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is as good as closed.
            return;
        }
    }

    /** What goes one way. */
    private final class Flow {

        private final Socket to;
        private boolean silent;
        private long limited;

        Flow(Socket to) {
            this.to = to;
        }

        void carry(byte[] bytes, List<Toxic> toxics) throws IOException, InterruptedException {
            int piece = bytes.length;
            Duration pause = Duration.ZERO;
            int most = bytes.length;
            for (Toxic toxic : toxics) {
                switch (toxic) {
                    case Toxic.Latency(Duration delay, Duration jitter) ->
                            Thread.sleep(spread(delay, jitter));
                    case Toxic.Bandwidth(int rate) ->
                            Thread.sleep(Duration.ofNanos(bytes.length * 1_000_000_000L / rate));
                    case Toxic.Slicer(int size, Duration between) -> {
                        piece = size;
                        pause = between;
                    }
                    case Toxic.Timeout() -> silent = true;
                    case Toxic.LimitData(long limit) ->
                            most = (int) Math.min(most, limit - limited);
                    case Toxic.ResetPeer() -> reset();
                }
            }
            if (silent) {
                return;
            }
            write(bytes, most, piece, pause);
            count(most, toxics);
        }

        private void write(byte[] bytes, int most, int piece, Duration pause)
                throws IOException, InterruptedException {
            OutputStream out = to.getOutputStream();
            for (int at = 0; at < most; at += piece) {
                out.write(bytes, at, Math.min(piece, most - at));
                Thread.sleep(pause);
            }
        }

        private void count(int carried, List<Toxic> toxics) throws IOException {
            for (Toxic toxic : toxics) {
                if (toxic instanceof Toxic.LimitData(long limit)) {
                    limited += carried;
                    if (limited >= limit) {
                        throw new IOException("the limit is reached");
                    }
                }
            }
        }

        private void reset() throws IOException {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
            throw new IOException("reset");
        }
    }

    private static Duration spread(Duration delay, Duration jitter) {
        long more = jitter.isZero() ? 0 : randomUpTo(jitter.toNanos());
        return delay.plusNanos(more).isNegative() ? Duration.ZERO : delay.plusNanos(more);
    }

    private static long randomUpTo(long nanos) {
        return ThreadLocalRandom.current().nextLong(-nanos, nanos + 1);
    }
}
