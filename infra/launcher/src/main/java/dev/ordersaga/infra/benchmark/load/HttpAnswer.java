package dev.ordersaga.infra.benchmark.load;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer over HTTP/1.1. It knows what a service's answers need and no more, so that the load
 * takes little of the machine from what is measured.
 *
 * @param retryAfter zero if it does not say
 * @param isLast whether the service closes the connection behind it
 */
record HttpAnswer(int status, Duration retryAfter, boolean isLast, String body) {

    private static final int LONGEST_LINE = 8_192;

    /**
     * Reads what has arrived until now.
     *
     * @return empty as long as there is more to come
     */
    static Optional<HttpAnswer> of(byte[] bytes, int length) throws IOException {
        try {
            return Optional.of(read(new ByteArrayInputStream(bytes, 0, length)));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static HttpAnswer read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 2 || !start[1].matches("\\d{3}")) {
            throw new IOException("not an answer over HTTP");
        }
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        Duration retryAfter = Duration.ZERO;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "retry-after" -> retryAfter = Duration.ofSeconds(Long.parseLong(value));
                default -> {}
            }
        }
        String body = chunked ? chunks(in) : text(in, (int) length);
        return new HttpAnswer(Integer.parseInt(start[1]), retryAfter, last, body);
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.append(text(in, size));
            line(in);
        }
        line(in);
        return body.toString();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String text(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line without an end");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
