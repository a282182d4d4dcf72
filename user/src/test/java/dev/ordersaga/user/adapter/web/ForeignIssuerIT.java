package dev.ordersaga.user.adapter.web;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.RunningUserService;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The tokens are another issuer's, and nobody signs in here. */
@TestPropertySource(properties = "saga.identity.local=false")
class ForeignIssuerIT extends RunningUserService {

    private final long kim = Ids.number();

    private String base;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        TestIssuer.get().properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void connect(@Value("${local.server.port}") int port) {
        base = "http://127.0.0.1:" + port;
    }

    @Test
    void anOperatorOfTheIssuerRegistersAUserUnderTheSubjectThatTheIssuerGave() {
        post(
                        "/users",
                        "{\"userId\":%d,\"name\":\"Kim\"}".formatted(kim),
                        TestIssuer.get().bearer(1, "OPERATOR"))
                .expectStatus()
                .isCreated();

        get("/users/me", TestIssuer.get().bearer(kim, "CUSTOMER"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Kim");
        get("/users/me/points", TestIssuer.get().bearer(kim, "CUSTOMER")).expectStatus().isOk();
    }

    @Test
    void nobodySignsInHereAndThereAreNoKeys() {
        String credentials = "{\"login\":\"operator\",\"password\":\"%s\"}";
        post("/tokens", credentials.formatted(OPERATOR_PASSWORD), "").expectStatus().isNotFound();
        get("/.well-known/jwks.json", "").expectStatus().isNotFound();
    }

    private ResponseSpec get(String path, String authorization) {
        return client(authorization).get().uri(path).exchange();
    }

    private ResponseSpec post(String path, String body, String authorization) {
        return client(authorization)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient client(String authorization) {
        WebTestClient.Builder client =
                WebTestClient.bindToServer().baseUrl(base).responseTimeout(Duration.ofSeconds(30));
        return authorization.isEmpty()
                ? client.build()
                : client.defaultHeader(HttpHeaders.AUTHORIZATION, authorization).build();
    }
}
