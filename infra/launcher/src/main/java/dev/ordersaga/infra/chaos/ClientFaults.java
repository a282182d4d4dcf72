package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.Http;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** What clients, and the data platform, may do. */
final class ClientFaults {

    private static final int LONGEST_PATIENCE_MILLIS = 25;
    private static final JsonMapper JSON = new JsonMapper();

    private ClientFaults() {}

    static List<Fault> all() {
        return List.of(clientsHangUp().quickly(), platformDown());
    }

    private static Fault clientsHangUp() {
        return Fault.of(
                "clients-hang-up",
                "clients send an order, or half of one, and reset the connection at once",
                stage -> {
                    URI orders = URI.create(stage.env().getOrDefault("ORDER_URL", ""));
                    Customers customers = stage.customers();
                    AtomicBoolean over = new AtomicBoolean();
                    Thread clients =
                            Thread.ofVirtual()
                                    .start(
                                            () -> {
                                                while (!over.get()) {
                                                    hangUp(orders, customers, stage.random());
                                                }
                                            });
                    return () -> {
                        over.set(true);
                        join(clients);
                    };
                });
    }

    private static void hangUp(URI orders, Customers customers, Random random) {
        Customers.Wish order = customers.order(random);
        String body = JSON.writeValueAsString(order.body());
        String request =
                """
                POST /orders HTTP/1.1\r
                Host: %s\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s"""
                        .formatted(
                                orders.getAuthority(),
                                customers.authorization(order),
                                body.length(),
                                body);
        int sent = random.nextInt(4) == 0 ? random.nextInt(request.length()) : request.length();
        try (Socket socket = new Socket(orders.getHost(), orders.getPort())) {
            // Closing it is a reset then, not a farewell.
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(request.substring(0, sent).getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(random.nextInt(LONGEST_PATIENCE_MILLIS));
        } catch (IOException _) {
            // The service is just as free to hang up.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Fault platformDown() {
        return Fault.of(
                "platform-down",
                "the data platform answers everything with 503",
                stage -> {
                    Http platform = Http.to(stage.env().getOrDefault("DATA_PLATFORM_URL", ""));
                    String id =
                            platform.post(
                                            "/__admin/mappings",
                                            Map.of(
                                                    "priority", 1,
                                                    "request", Map.of("urlPath", "/payments"),
                                                    "response", Map.of("status", 503)))
                                    .required()
                                    .body()
                                    .path("id")
                                    .asString("");
                    return () -> platform.delete("/__admin/mappings/" + id).required();
                });
    }
}
