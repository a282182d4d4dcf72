package dev.ordersaga.infra.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders at a steady rate, whatever becomes of them: who is not answered is not waited for, unless
 * very many wait already. One in ten of those accepted is cancelled a moment later.
 */
final class Load {

    private static final int PER_SECOND = 20;
    private static final int MOST_AT_ONCE = 100;
    private static final int CANCELLED_OF_TEN = 1;

    /** Until then at the latest an order is cancelled. */
    static final int LONGEST_SECOND_THOUGHTS_MILLIS = 2_000;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final String orders;
    private final Customers customers;
    private final Random random;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean stopped;

    private Load(String orderUrl, Customers customers, Random random) {
        this.orders = orderUrl + "/orders";
        this.customers = customers;
        this.random = random;
    }

    /**
     * What was sent while it ran.
     *
     * @param accepted the ids of the orders that were answered with 202
     * @param refused how many were answered otherwise
     * @param unanswered how many were not answered: they may have become orders, or not
     */
    record Sent(int attempted, Set<String> accepted, int refused, int unanswered) {

        Sent {
            accepted = Set.copyOf(accepted);
        }
    }

    /** Begins. */
    static Load on(String orderUrl, Customers customers, Random random) {
        Load load = new Load(orderUrl, customers, random);
        Thread.ofVirtual().start(load::keepGoing);
        return load;
    }

    /** Ends, when all that was sent is answered or given up; sends nothing after that. */
    Sent stop() {
        stopped = true;
        room.acquireUninterruptibly(MOST_AT_ONCE);
        return new Sent(attempted.get(), Set.copyOf(accepted), refused.get(), unanswered.get());
    }

    private void keepGoing() {
        long next = System.nanoTime();
        while (!stopped) {
            next += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            Customers.Wish order = customers.order(random);
            boolean cancel = random.nextInt(10) < CANCELLED_OF_TEN;
            long patience = random.nextInt(LONGEST_SECOND_THOUGHTS_MILLIS);
            if (room.tryAcquire()) {
                place(order, cancel, patience);
            }
            pause(next - System.nanoTime());
        }
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place(Customers.Wish order, boolean cancel, long patience) {
        attempted.incrementAndGet();
        String buyer = customers.authorization(order);
        HttpRequest request = post(orders, buyer, JSON.writeValueAsString(order.body()));
        var _ =
                client.sendAsync(request, BodyHandlers.ofString())
                        .handle(
                                (answer, fault) -> {
                                    if (fault != null) {
                                        unanswered.incrementAndGet();
                                    } else {
                                        answered(answer, buyer, cancel, patience);
                                    }
                                    room.release();
                                    return answer;
                                });
    }

    private void answered(
            HttpResponse<String> answer, String buyer, boolean cancel, long patience) {
        if (answer.statusCode() != 202) {
            refused.incrementAndGet();
            return;
        }
        String orderId = JSON.readTree(answer.body()).path("orderId").asString("");
        accepted.add(orderId);
        if (cancel) {
            Thread.ofVirtual().start(() -> cancel(orderId, buyer, patience));
        }
    }

    /**
     * Whether it is heard makes no difference to what must hold. It is not sent any more once the
     * load has ended, which waits for those that were: an order that has ended would be open again
     * just when it is judged.
     */
    private void cancel(String orderId, String buyer, long patience) {
        pause(TimeUnit.MILLISECONDS.toNanos(patience));
        if (room.tryAcquire()) {
            var _ =
                    client.sendAsync(
                                    post(
                                            "%s/%s/cancellation".formatted(orders, orderId),
                                            buyer,
                                            ""),
                                    BodyHandlers.discarding())
                            .whenComplete((_, _) -> room.release());
        }
    }

    private static HttpRequest post(String url, String authorization, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
