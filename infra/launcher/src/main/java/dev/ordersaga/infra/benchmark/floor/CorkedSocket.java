package dev.ordersaga.infra.benchmark.floor;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** A socket that keeps what is written to it while it is corked, to write it all at once. */
final class CorkedSocket extends Socket {

    private static final int BUFFER = 1 << 16;

    private @Nullable Corked stream;

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new Corked(super.getOutputStream());
        }
        return stream;
    }

    /** Does something whose writes belong together. */
    void together(Writes writes) throws IOException {
        Corked corked = (Corked) getOutputStream();
        corked.cork(true);
        try {
            writes.run();
        } finally {
            corked.cork(false);
        }
    }

    @FunctionalInterface
    interface Writes {
        void run() throws IOException;
    }

    /** A factory whose one socket is this one. */
    SocketFactory factory() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return CorkedSocket.this;
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(
                    String host, int port, InetAddress localHost, int localPort) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(
                    InetAddress host, int port, InetAddress localHost, int localPort) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Ignores being flushed while it is corked. */
    private static final class Corked extends OutputStream {

        private final OutputStream out;
        private final byte[] buffer = new byte[BUFFER];
        private int length;
        private boolean isCorked;

        Corked(OutputStream out) {
            this.out = out;
        }

        @Override
        public synchronized void write(int value) throws IOException {
            makeRoom(1);
            buffer[length++] = (byte) value;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
            makeRoom(count);
            if (count > buffer.length) {
                out.write(bytes, offset, count);
            } else {
                System.arraycopy(bytes, offset, buffer, length, count);
                length += count;
            }
        }

        private void makeRoom(int count) throws IOException {
            if (count > buffer.length - length) {
                drain();
            }
        }

        private void drain() throws IOException {
            out.write(buffer, 0, length);
            length = 0;
        }

        @Override
        public synchronized void flush() throws IOException {
            if (!isCorked) {
                drain();
                out.flush();
            }
        }

        synchronized void cork(boolean corked) throws IOException {
            isCorked = corked;
            flush();
        }
    }
}
