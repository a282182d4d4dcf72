package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionsIT {

    private static final String ONE_BYTE = "HTTP/1.1 202 Accepted\r\nContent-Length: 1\r\n\r\n";

    private static final Duration LONG = Duration.ofMinutes(1);

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private Connections connections;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(10_000);
        connections = new Connections(target(), 10, LONG);
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
        server.close();
    }

    @Test
    void anAnswerOfKnownLengthThatComesInPieces() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(served, "HTTP/1.1 202 Accep");
            answer(served, "ted\r\ncontent-length: 5\r\n\r\n{\"");
            assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
            answer(served, "a\"}");
            assertThat(heard.take())
                    .isEqualTo(new HttpAnswer(202, Duration.ZERO, false, "{\"a\"}"));
        }
    }

    @Test
    void anAnswerInChunks() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(
                    served,
                    "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            answer(served, "2;x=y\r\nde\r\n0\r\n\r\n");
            assertThat(heard.take()).isEqualTo(new HttpAnswer(202, Duration.ZERO, false, "abcde"));
        }
    }

    @Test
    void aRefusalThatSaysWhenToComeAgain() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(
                    served,
                    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(heard.take())
                    .isEqualTo(new HttpAnswer(503, Duration.ofSeconds(2), true, ""));
            assertThat(served.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void oneConnectionForRequestsThatFollowEachOther() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(served, ONE_BYTE + "1");
            assertThat(heard.take()).isEqualTo(new HttpAnswer(202, Duration.ZERO, false, "1"));
            post();
            answer(served, ONE_BYTE + "2");
            assertThat(heard.take()).isEqualTo(new HttpAnswer(202, Duration.ZERO, false, "2"));
        }
    }

    @Test
    void twoConnectionsForRequestsAtTheSameTime() throws Exception {
        post();
        post();
        try (Socket first = server.accept();
                Socket second = server.accept()) {
            answer(second, ONE_BYTE + "2");
            answer(first, ONE_BYTE + "1");
            assertThat(heard.take()).isInstanceOf(HttpAnswer.class);
            assertThat(heard.take()).isInstanceOf(HttpAnswer.class);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureAndTheNextRequestHasAConnectionOfItsOwn() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(served, "HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nhalf");
        }
        assertThat(heard.take()).isInstanceOf(IOException.class);
        post();
        try (Socket served = server.accept()) {
            answer(served, ONE_BYTE + "1");
            assertThat(heard.take()).isInstanceOf(HttpAnswer.class);
        }
    }

    @Test
    void whatIsNotAnsweredInTimeIsAFailureAndMakesRoom() throws Exception {
        connections.close();
        connections = new Connections(target(), 1, Duration.ofMillis(500));
        post();
        post();
        try (Socket silent = server.accept()) {
            assertThat(heard.take()).isInstanceOf(SocketTimeoutException.class);
            assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
        }
        try (Socket served = server.accept()) {
            assertThat(served.getInputStream().read()).isPositive();
        }
    }

    @Test
    void whatIsNoAnswerIsAFailure() throws Exception {
        post();
        try (Socket served = server.accept()) {
            answer(served, "SSH-2.0-OpenSSH\r\n");
            assertThat(heard.take()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoCannotBeReachedIsAFailureOfEachRequest() throws Exception {
        server.close();
        post();
        post();
        assertThat(heard.take()).isInstanceOf(IOException.class);
        assertThat(heard.take()).isInstanceOf(IOException.class);
    }

    @Test
    void beyondTheMostTheyWaitForRoom() throws Exception {
        connections.close();
        connections = new Connections(target(), 1, LONG);
        post();
        post();
        try (Socket served = server.accept()) {
            answer(served, ONE_BYTE + "1");
            assertThat(heard.take()).isInstanceOf(HttpAnswer.class);
            answer(served, ONE_BYTE + "2");
            assertThat(heard.take()).isInstanceOf(HttpAnswer.class);
        }
    }

    private URI target() {
        return URI.create("http://127.0.0.1:%d/orders".formatted(server.getLocalPort()));
    }

    private void post() {
        connections.post(
                "Bearer x",
                "{}".getBytes(StandardCharsets.US_ASCII),
                new Connections.Listener() {
                    @Override
                    public void answered(HttpAnswer answer) {
                        heard.add(answer);
                    }

                    @Override
                    public void failed(IOException fault) {
                        heard.add(fault);
                    }
                });
    }

    private static void answer(Socket served, String part) throws IOException {
        served.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
        served.getOutputStream().flush();
    }
}
