package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers who place orders at the same time, and wait for what becomes of them. */
final class Customers {

    private static final int AT_ONCE = 50;
    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningSystem system;

    Customers(RunningSystem system) {
        this.system = system;
    }

    /** What one customer asks for, and what is to become of it. */
    record Wish(long userId, long productId, int amount) {

        String json() {
            return """
            {"productItems":[{"productId":%d,"amount":%d}]}
            """
                    .formatted(productId, amount);
        }
    }

    /**
     * Places all orders, 50 at once. A service that is not there, or has too much to do, is asked
     * again until it takes the order.
     *
     * @return the ids of the accepted orders, in the order of the wishes
     */
    List<String> place(List<Wish> wishes) {
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> placed = new ArrayList<>();
            for (Wish wish : wishes) {
                places.acquireUninterruptibly();
                placed.add(customers.submit(() -> released(places, () -> place(wish))));
            }
            List<String> orderIds = new ArrayList<>();
            for (Future<String> order : placed) {
                orderIds.add(order.get());
            }
            return orderIds;
        } catch (InterruptedException | ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static String released(Semaphore places, Callable<String> work) throws Exception {
        try {
            return work.call();
        } finally {
            places.release();
        }
    }

    String place(Wish wish) {
        HttpResponse<String> response =
                Awaitility.await("an order is answered")
                        .atMost(LONGEST_WAIT)
                        .until(() -> post(wish), answer -> answer != null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode order = JSON.readTree(response.body());
        String orderId = order.get("orderId").stringValue();
        assertThat(response.headers().firstValue("Location")).contains("/orders/" + orderId);
        return orderId;
    }

    private HttpResponse<String> post(Wish wish) {
        try {
            HttpResponse<String> answer =
                    system.orders(wish.userId()).send("POST", "/orders", wish.json());
            return answer.statusCode() == UNAVAILABLE ? null : answer;
        } catch (UncheckedIOException _) {
            return null;
        }
    }

    JsonNode awaitEnd(String orderId) {
        return Awaitility.await("order " + orderId + " ends")
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> system.api("order").get("/orders/" + orderId),
                        order -> !order.get("status").stringValue().equals("PENDING"));
    }

    /** How an order ended: its status, or the reason of its rejection. */
    String outcome(String orderId) {
        JsonNode order = awaitEnd(orderId);
        JsonNode reason = order.get("rejectReason");
        return reason.isNull() ? order.get("status").stringValue() : reason.stringValue();
    }
}
