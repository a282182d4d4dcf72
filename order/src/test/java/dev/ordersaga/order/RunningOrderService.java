package dev.ordersaga.order;

import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.web.testing.TestIssuer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers, without participants: tests answer in their place. */
@ExtendWith(Connected.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
public abstract class RunningOrderService {

    protected static final String VIRTUAL_HOST = TestServers.get().newVirtualHost();
    protected static final String SCHEMA = TestServers.get().newSchema();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.get()
                .properties(VIRTUAL_HOST, SCHEMA)
                .forEach((name, value) -> registry.add(name, () -> value));
        TestIssuer.get().properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("saga.outbox-grace", () -> "500ms");
        registry.add("saga.confirm-timeout", () -> "400ms");
        registry.add("saga.relay-interval", () -> "100ms");
    }
}
