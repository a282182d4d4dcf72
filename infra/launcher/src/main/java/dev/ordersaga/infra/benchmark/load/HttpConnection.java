package dev.ordersaga.infra.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One kept-alive HTTP/1.1 connection that posts JSON to one path, one request at a time. It never
 * waits, but to be opened.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 65_536;

    private final SocketChannel channel;
    private final String head;
    private final ByteBuffer arrived = ByteBuffer.allocate(LONGEST_ANSWER);

    private HttpConnection(SocketChannel channel, URI target) {
        this.channel = channel;
        this.head =
                "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\nAccept: */*\r\nAuthorization: "
                        .formatted(target.getPath(), target.getHost(), target.getPort());
    }

    static HttpConnection to(URI target) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket()
                    .connect(
                            new InetSocketAddress(target.getHost(), target.getPort()),
                            CONNECT_MILLIS);
            channel.configureBlocking(false);
            return new HttpConnection(channel, target);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What tells when something can be read. */
    SocketChannel channel() {
        return channel;
    }

    /** Sends a request, which must be the only one. */
    void post(String authorization, byte[] body) throws IOException {
        byte[] start =
                (head + authorization + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocate(start.length + body.length).put(start).put(body);
        channel.write(request.flip());
        if (request.hasRemaining()) {
            throw new IOException("the service takes no request");
        }
    }

    /**
     * Takes in what has arrived.
     *
     * @return empty as long as there is more to come
     */
    Optional<HttpAnswer> read() throws IOException {
        if (channel.read(arrived) < 0) {
            throw new EOFException("the answer breaks off");
        }
        Optional<HttpAnswer> answer = HttpAnswer.of(arrived.array(), arrived.position());
        if (answer.isPresent()) {
            arrived.clear();
        } else if (!arrived.hasRemaining()) {
            throw new IOException("too long an answer");
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It was to be closed, and now it is.
            return;
        }
    }
}
