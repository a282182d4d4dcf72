package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.CuttableProxy;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The whole service, whose database can be cut off. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class DatabaseDownIT {

    private static final String SCHEMA = TestServers.get().newSchema();
    private static final CuttableProxy DATABASE = CuttableProxy.beforeDatabase(SCHEMA);

    @Autowired private WebTestClient web;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Map<String, Object> properties =
                TestServers.get().properties(TestServers.get().newVirtualHost(), SCHEMA);
        properties.putAll(TestIssuer.get().properties());
        properties.put("spring.r2dbc.url", DATABASE.databaseUrl());
        properties.forEach((name, value) -> registry.add(name, () -> value));
    }

    @Test
    void anOutageIsToldAndUsesNoKeyUp() {
        post("before").expectStatus().isAccepted();
        DATABASE.refuse();
        for (String key : new String[] {"before", "meanwhile"}) {
            post(key)
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:order-saga:problem:service-unavailable");
        }
        DATABASE.heal();

        Awaitility.await("the database is found again")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> post("before").expectStatus().isAccepted());
        post("meanwhile")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .doesNotExist(IdempotencyHeader.REPLAYED);
        post("meanwhile")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals(IdempotencyHeader.REPLAYED, "true");
        assertThat(TestServers.get().number(SCHEMA, "SELECT COUNT(*) FROM orders")).isEqualTo(2);
    }

    private ResponseSpec post(String key) {
        return web.post()
                .uri("/orders")
                .header(HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(7, "CUSTOMER"))
                .header(IdempotencyHeader.NAME, key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"productItems\":[{\"productId\":1,\"amount\":1}]}")
                .exchange();
    }
}
