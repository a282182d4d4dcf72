package dev.ordersaga.infra.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.run.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between a client and a server that says everything again. */
class TcpProxyIT {

    private static final int A_WHILE = 30_000;
    private static final int A_MOMENT = 300;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::answer);
        proxy = new TcpProxy("127.0.0.1", server.getLocalPort());
        client = newClient();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void carriesBothWaysWhatIsNotSpoilt() throws IOException {
        assertThat(said("hello")).isEqualTo("hello");
        assertThat(proxy.connections()).isOne();
    }

    @Test
    void latencyAndSlicesSpoilNothing() throws IOException {
        proxy.add(Direction.UPSTREAM, new Toxic.Latency(Duration.ofMillis(20), Duration.ZERO));
        proxy.add(Direction.DOWNSTREAM, new Toxic.Slicer(3, Duration.ofMillis(1)));
        proxy.add(Direction.DOWNSTREAM, new Toxic.Bandwidth(100_000));

        long before = System.nanoTime();
        assertThat(said("a long sentence")).isEqualTo("a long sentence");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void aConnectionThatHasLostBytesStaysSilentAlsoAfterTheHeal() throws Exception {
        proxy.add(Direction.DOWNSTREAM, new Toxic.Timeout());
        say("lost");
        assertThat(heard.take()).isEqualTo("lost");
        client.setSoTimeout(A_MOMENT);
        assertThatThrownBy(this::hear).isInstanceOf(SocketTimeoutException.class);

        proxy.heal();

        say("still lost");
        assertThat(heard.take()).isEqualTo("still lost");
        assertThatThrownBy(this::hear).isInstanceOf(SocketTimeoutException.class);
        try (Socket fresh = newClient()) {
            fresh.getOutputStream().write("new".getBytes(StandardCharsets.US_ASCII));
            assertThat(fresh.getInputStream().readNBytes(3)).hasSize(3);
        }
    }

    @Test
    void closesAfterTheLimitAndCarriesWhatIsWithinIt() throws IOException {
        proxy.add(Direction.DOWNSTREAM, new Toxic.LimitData(4));

        say("seven!!");

        assertThat(client.getInputStream().readAllBytes()).hasSize(4);
    }

    @Test
    void resetsTheConnection() throws IOException {
        proxy.add(Direction.UPSTREAM, new Toxic.ResetPeer());

        say("hello");

        assertThatThrownBy(this::hear)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void letsNobodyInWhileItIsDown() throws IOException {
        proxy.down();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        try (Socket refused = newClient()) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        proxy.heal();
        try (Socket welcome = newClient()) {
            Await.until(
                    "one connection is open",
                    Duration.ofSeconds(30),
                    () -> proxy.connections() == 1);
            assertThat(welcome.isConnected()).isTrue();
        }
    }

    private Socket newClient() throws IOException {
        Socket socket = new Socket("127.0.0.1", proxy.port());
        socket.setSoTimeout(A_WHILE);
        return socket;
    }

    private String said(String text) throws IOException {
        say(text);
        return new String(
                client.getInputStream().readNBytes(text.length()), StandardCharsets.US_ASCII);
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private int hear() throws IOException {
        return client.getInputStream().read();
    }

    private void answer() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void echo(Socket socket) {
        byte[] buffer = new byte[1_000];
        try (socket) {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                heard.add(new String(buffer, 0, read, StandardCharsets.US_ASCII));
                socket.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            return;
        }
    }
}
