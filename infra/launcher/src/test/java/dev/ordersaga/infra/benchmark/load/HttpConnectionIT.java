package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionIT {

    private ServerSocket server;
    private HttpConnection connection;
    private Socket served;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        connection =
                HttpConnection.to(
                        URI.create("http://127.0.0.1:%d/orders".formatted(server.getLocalPort())));
        served = server.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        connection.close();
        served.close();
        server.close();
    }

    @Test
    void anAnswerOfKnownLength() throws IOException {
        answers("HTTP/1.1 202 Accepted\r\ncontent-length: 5\r\n\r\n{\"a\"}");
        HttpConnection.Answer answer =
                connection.post("Bearer x", "{}".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"a\"}");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void anAnswerInChunks() throws IOException {
        answers(
                "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
        assertThat(connection.post("Bearer x", new byte[0]).body()).isEqualTo("abcde");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aRefusalThatSaysWhenToComeAgain() throws IOException {
        answers(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        HttpConnection.Answer answer = connection.post("Bearer x", new byte[0]);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void oneConnectionForManyRequests() throws IOException {
        answers("HTTP/1.1 202 Accepted\r\nContent-Length: 1\r\n\r\n1");
        answers("HTTP/1.1 202 Accepted\r\nContent-Length: 1\r\n\r\n2");
        assertThat(connection.post("Bearer x", new byte[0]).body()).isEqualTo("1");
        assertThat(connection.post("Bearer x", new byte[0]).body()).isEqualTo("2");
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() throws IOException {
        answers("HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nhalf");
        served.shutdownOutput();
        assertThatThrownBy(() -> connection.post("Bearer x", new byte[0]))
                .isInstanceOf(IOException.class);
        assertThat(connection.isOpen()).isFalse();
    }

    /** Before it is asked: the answer waits in the connection. */
    private void answers(String answer) throws IOException {
        served.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }
}
