package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.resources.LoopResources;

/** Brokers that speak sooner than the client on Netty expects. */
class ListeningFirstIT {

    private static final int CONNECTIONS = 20;
    private static final String PASSWORD = "only-a-test";

    private final LoopResources loops = LoopResources.create("test", 1, true);
    private final ListeningFirst factory =
            new ListeningFirst(loops.onClient(false).next(), Duration.ofSeconds(5));

    @AfterEach
    void close() {
        loops.dispose();
    }

    @Test
    void aGreetingThatComesAtOnceIsHeard() throws Exception {
        try (HastyBroker broker = HastyBroker.greetingAtOnce(ServerSocketFactory.getDefault())) {
            connectInVainTo(broker);
            assertThat(broker.answers()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void aGreetingThatComesAtOnceIsHeardOverTls(@TempDir Path keys) throws Exception {
        factory.netty()
                .sslContext(
                        SslContextBuilder.forClient()
                                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                .build());
        try (HastyBroker broker = HastyBroker.greetingAtOnce(tls(keys))) {
            connectInVainTo(broker);
            assertThat(broker.answers()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void anEndThatComesAtOnceIsNoticed() throws Exception {
        try (HastyBroker broker = HastyBroker.hangingUpAtOnce()) {
            connectInVainTo(broker);
        }
    }

    /** Each attempt ends for what the broker did, and none because time ran out. */
    private void connectInVainTo(HastyBroker broker) {
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        for (int n = 0; n < CONNECTIONS; n++) {
            assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
        }
    }

    private static ServerSocketFactory tls(Path directory) throws Exception {
        Path file = directory.resolve("broker.p12");
        keytool(file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static void keytool(Path file) throws Exception {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "broker",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
