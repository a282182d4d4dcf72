package dev.ordersaga.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A client that sends any bytes for a request, which no proper client does. It keeps its connection
 * as long as the server does.
 */
final class RawHttp implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 40_000;
    private static final int LONGEST_LINE = 100_000;

    private final URI server;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    RawHttp(String url) {
        this.server = URI.create(url);
    }

    /**
     * What came back.
     *
     * @param headers their names in lower case
     * @param body empty where the answer is a stream: that is hung up on
     */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isStream() {
            return header("content-type").startsWith("text/event-stream");
        }
    }

    /**
     * Asks.
     *
     * @param hasBody whether the answer has one, as that to HEAD has not
     */
    Answer send(byte[] request, boolean hasBody) throws IOException {
        boolean fresh = !socket.isConnected() || socket.isClosed();
        try {
            return exchange(request, hasBody);
        } catch (EOFException closed) {
            close();
            if (fresh) {
                throw closed;
            }
            // The server may close a connection that is not in use.
            return exchange(request, hasBody);
        } catch (IOException fault) {
            close();
            throw fault;
        }
    }

    private Answer exchange(byte[] request, boolean hasBody) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            connect();
        }
        IOException unsent = null;
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
        } catch (IOException fault) {
            // Who is sent too much answers before it has read everything.
            unsent = fault;
        }
        try {
            return answer(hasBody);
        } catch (EOFException nothing) {
            if (unsent != null) {
                nothing.addSuppressed(unsent);
            }
            throw nothing;
        }
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Answer answer(boolean hasBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.merge(
                    header[0].toLowerCase(Locale.ROOT),
                    header[1].strip(),
                    (one, other) -> one + ", " + other);
        }
        if (status < 200) {
            return answer(hasBody);
        }
        Answer head = new Answer(status, headers, "");
        if (head.isStream() || head.header("connection").equalsIgnoreCase("close")) {
            Answer whole = head.isStream() ? head : withBody(head, hasBody);
            close();
            return whole;
        }
        return withBody(head, hasBody);
    }

    private Answer withBody(Answer head, boolean hasBody) throws IOException {
        if (!hasBody || head.status() == 204 || head.status() == 304) {
            return head;
        }
        boolean chunked = head.header("transfer-encoding").equalsIgnoreCase("chunked");
        byte[] body =
                chunked ? chunks() : bytes(Integer.parseInt("0" + head.header("content-length")));
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer breaks off");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException fault) {
            // It was to be closed, and now it is.
            return;
        }
    }
}
