package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.OrderApplication;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.domain.OrderItem;
import dev.ordersaga.web.testing.EventStream;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that stops while somebody follows an order that is not at its end. */
class StoppedStreamIT {

    private static final long KIM = 7;

    /** Less than the web server would wait for a request. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void theStreamEndsAndDoesNotHoldUpTheService() {
        ConfigurableApplicationContext service = start();
        UUID orderId =
                service.getBean(PlaceOrder.class)
                        .handle(KIM, List.of(OrderItem.unpriced(123, 4)))
                        .block()
                        .orderId();
        try (EventStream stream = open(service, orderId)) {
            assertThat(stream.until(event -> event.id().equals("2-0"))).hasSize(2);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);

            assertThat(stream.rest()).isEmpty();
            assertThat(stopped).succeedsWithin(SOON);
        }
    }

    private static ConfigurableApplicationContext start() {
        Map<String, Object> properties = new HashMap<>();
        TestServers servers = TestServers.get();
        properties.putAll(servers.properties(servers.newVirtualHost(), servers.newSchema()));
        properties.putAll(TestIssuer.get().properties());
        return new SpringApplicationBuilder(OrderApplication.class)
                .run(
                        properties.entrySet().stream()
                                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                                .toArray(String[]::new));
    }

    private static EventStream open(ConfigurableApplicationContext service, UUID orderId) {
        String port = service.getEnvironment().getProperty("local.server.port");
        return EventStream.open(
                URI.create("http://127.0.0.1:" + port + "/orders/" + orderId + "/events"),
                TestIssuer.get().bearer(KIM, "CUSTOMER"),
                "");
    }
}
