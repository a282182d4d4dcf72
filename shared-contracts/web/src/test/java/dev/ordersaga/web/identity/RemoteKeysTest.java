package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.web.testing.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Exceptions;

class RemoteKeysTest {

    private static final String ISSUER = TestIssuer.get().issuer();

    private final WebClient http = WebClient.create();

    @Test
    void theKeysAreWhereTheIssuerSays() {
        assertThat(new RemoteKeys(http, ISSUER, null).fetch().block().getKeys()).hasSize(1);
    }

    @Test
    void theKeysAreWhereItIsConfigured() {
        RemoteKeys keys = new RemoteKeys(http, "http://no.issuer.invalid", ISSUER + "/keys");

        assertThat(keys.fetch().block().getKeys()).hasSize(1);
    }

    @Test
    void whatSomebodyElseDiscoversIsNotBelieved() {
        assertThatThrownBy(() -> new RemoteKeys(http, ISSUER + "/", null).fetch().block())
                .hasMessageContaining("of another issuer");
    }

    @Test
    void whatIsNoKeySetIsAnError() {
        String notAKeySet = ISSUER + "/.well-known/openid-configuration";

        assertThatThrownBy(() -> new RemoteKeys(http, ISSUER, notAKeySet).fetch().block())
                .isNotNull();
    }

    @Test
    void anIssuerThatDoesNotAnswerIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String keySet = "http://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> new RemoteKeys(http, ISSUER, keySet).fetch().block())
                    .extracting(Exceptions::unwrap)
                    .isInstanceOf(TimeoutException.class);
        }
    }
}
