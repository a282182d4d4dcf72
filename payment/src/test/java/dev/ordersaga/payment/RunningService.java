package dev.ordersaga.payment;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.web.testing.TestIssuer;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service on real servers, with its neighbours. It tries again at once, but waits for
 * answers.
 */
@ExtendWith(Connected.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "saga.retry-delays=50ms,50ms,50ms",
            "saga.relay-interval=100ms",
            "payment.answer-deadline.first=1h",
            "payment.answer-deadline.longest=10h",
            "payment.answer-deadline.look-every=1h"
        })
@Import(Neighbours.class)
public abstract class RunningService {

    /** The data platform. */
    protected static final WireMockServer PLATFORM = platform();

    private static WireMockServer platform() {
        WireMockServer platform = new WireMockServer(options().dynamicPort());
        platform.start();
        return platform;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestIssuer.get().properties().forEach((name, value) -> registry.add(name, () -> value));
        TestServers servers = TestServers.get();
        Map<String, Object> properties =
                servers.properties(servers.newVirtualHost(), servers.newSchema());
        properties.forEach((name, value) -> registry.add(name, () -> value));
        registry.add("data-platform.url", PLATFORM::baseUrl);
    }
}
