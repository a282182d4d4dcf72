package dev.ordersaga.infra.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.infra.run.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration ANSWERED_AFTER = Duration.ofMillis(300);

    private static final Duration LONG_AFTER =
            Duration.ofMillis(Load.LONGEST_SECOND_THOUGHTS_MILLIS + 500);

    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/tokens",
                exchange -> answer(exchange, 200, "{\"accessToken\": \"a\", \"expiresIn\": 900}"));
        server.createContext("/orders", this::order);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void nothingIsSentAndNothingIsUnansweredWhenItHasEnded() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Load load = Load.on(url, new Customers(Map.of("USER_URL", url)), new Random(1));
        Await.until("some were cancelled", Duration.ofSeconds(30), () -> cancelled.get() > 4);

        Load.Sent sent = load.stop();

        int cancelledUntilThen = cancelled.get();
        assertThat(sent.accepted()).hasSize(placed.get());
        assertThat(answered).hasValue(cancelledUntilThen);
        Stage.pause(LONG_AFTER);
        assertThat(placed).hasValue(sent.attempted());
        assertThat(cancelled).hasValue(cancelledUntilThen);
    }

    private void order(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/cancellation")) {
            cancelled.incrementAndGet();
            Stage.pause(ANSWERED_AFTER);
            answered.incrementAndGet();
            answer(exchange, 202, "{}");
        } else {
            placed.incrementAndGet();
            answer(exchange, 202, "{\"orderId\": \"%s\"}".formatted(UUID.randomUUID()));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
