package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.AwaitEnd;
import dev.ordersaga.web.testing.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

class PreferWaitIT extends RunningOrderService {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final long user = Ids.number();
    @Autowired private AwaitEnd awaitEnd;

    @Value("${local.server.port}")
    private int port;

    @Test
    void whoWaitsIsToldTheEnd() {
        CompletableFuture<HttpResponse<String>> answer = post("wait=30", "");
        cancelled(placed());

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("\"CANCELLED\"");
        assertThat(header(answer.join(), "Preference-Applied")).isEqualTo("wait=30");
        assertThat(header(answer.join(), "Location")).isEqualTo("/orders/" + placed());
        assertThat(answer.join().headers().firstValue("Retry-After")).isEmpty();
        assertThat(awaitEnd.waiters()).isZero();
    }

    @Test
    void whatDoesNotEndInTimeIsAcceptedAsUsual() {
        for (String prefer : new String[] {"wait=1", "wait=0", "wait=x", "respond-async"}) {
            HttpResponse<String> answer = post(prefer, "").join();
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"PENDING\"");
            assertThat(header(answer, "Location")).startsWith("/orders/");
            assertThat(header(answer, "Retry-After")).isEqualTo("1");
            assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
        }
        assertThat(awaitEnd.waiters()).isZero();
    }

    @Test
    void aReplayWaitsAgainAndWithoutWaitingIsTheFirstAnswer() {
        String first = post("wait=1", "key").join().body();
        cancelled(placed());

        HttpResponse<String> waited = post("wait=30", "key").join();
        assertThat(waited.statusCode()).isEqualTo(200);
        assertThat(waited.body()).contains("\"CANCELLED\"");
        assertThat(header(waited, "Idempotency-Replayed")).isEqualTo("true");
        HttpResponse<String> replayed = post("wait=0", "key").join();
        assertThat(replayed.statusCode()).isEqualTo(202);
        assertThat(replayed.body()).isEqualTo(first);
    }

    @Test
    void whoGoesAwayLeavesNoWaiter() {
        CompletableFuture<HttpResponse<String>> answer = post("wait=30", "");
        Awaitility.await("somebody waits").atMost(LONG).until(() -> awaitEnd.waiters() == 1);

        answer.cancel(true);

        Awaitility.await("nobody waits")
                .atMost(Duration.ofSeconds(20))
                .until(() -> awaitEnd.waiters() == 0);
    }

    private CompletableFuture<HttpResponse<String>> post(String prefer, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                        .timeout(LONG)
                        .header("Authorization", TestIssuer.get().bearer(user, "CUSTOMER"))
                        .header("Content-Type", "application/json")
                        .header("Prefer", prefer)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"productItems\":[{\"productId\":1,\"amount\":1}]}"));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.sendAsync(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The id of the user's only order, as soon as it is there. */
    private String placed() {
        String ofUser = "FROM orders WHERE user_id = " + user;
        Awaitility.await("the order is placed")
                .atMost(LONG)
                .until(() -> TestServers.get().number(SCHEMA, "SELECT COUNT(*) " + ofUser) == 1);
        String hex =
                TestServers.get()
                        .pairs(SCHEMA, "SELECT HEX(order_id), status " + ofUser)
                        .keySet()
                        .iterator()
                        .next();
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5").toLowerCase();
    }

    private void cancelled(String orderId) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/orders/%s/cancellation"
                                                .formatted(port, orderId)))
                        .header("Authorization", TestIssuer.get().bearer(user, "CUSTOMER"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(
                        HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                .join()
                                .statusCode())
                .isEqualTo(202);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
